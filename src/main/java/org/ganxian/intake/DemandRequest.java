package org.ganxian.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.platform.PersonName;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** What {@code POST /api/demands} takes. */
@Schema(name = "点单", description = "一件诉求")
@JsonInclude(JsonInclude.Include.NON_NULL)
@Constraints.Reachable
public record DemandRequest(
        @Schema(description = "分类编码，任一级均可，见 GET /api/categories", example = "010101")
        @NotBlank(message = "请填写诉求分类")
        @Constraints.KnownCategory
        @Nullable
        String category,

        @Schema(description = "诉求内容，最多 5000 字", example = "小区门口路灯坏了三天，晚上出行不安全。", maxLength = Demands.DESCRIPTION_LENGTH)
        @NotBlank(message = "请填写诉求内容")
        @CodePointLength(max = Demands.DESCRIPTION_LENGTH, message = "诉求内容不能超过 {max} 字")
        @Texts.Readable(message = "诉求内容含有不可见的控制字符，请删除后重试")
        @Nullable
        String description,

        @Schema(description = "发生地点；不知道可以不填，由分拨席判断") @Valid Place place,

        @NotNull(message = "请填写联系方式") @Valid Contact contact,

        @Schema(description = "来源，缺省为 API；DESK、HOTLINE、GRID 只有登录的工作人员能用")
        Source source) {

    /** Where it is. All may be null. */
    @Schema(name = "地点")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Constraints.WholePosition
    public record Place(
            @Schema(description = "市、区县、街道或社区的编码，见 GET /api/units；null 表示不清楚", example = "350602004001")
            @Constraints.KnownPlace
            @Nullable
            String unit,

            @Schema(description = "详细地址，最多 200 字", example = "榕荫小区 3 栋东侧", maxLength = Demands.ADDRESS_LENGTH)
            @CodePointLength(max = Demands.ADDRESS_LENGTH, message = "详细地址不能超过 {max} 字")
            @Texts.Readable(message = "详细地址含有不可见的控制字符，请删除后重试")
            @Nullable
            String address,

            @Schema(description = "经度，WGS 84，-180 到 180；与纬度一起填", example = "117.6473")
            @DecimalMin(value = "-180", message = "经度应在 -180 到 180 之间")
            @DecimalMax(value = "180", message = "经度应在 -180 到 180 之间")
            @Digits(integer = 3, fraction = Place.FRACTION, message = "经度应在 -180 到 180 之间，最多 30 位小数")
            @Nullable
            BigDecimal longitude,

            @Schema(description = "纬度，WGS 84，-90 到 90；与经度一起填", example = "24.5130")
            @DecimalMin(value = "-90", message = "纬度应在 -90 到 90 之间")
            @DecimalMax(value = "90", message = "纬度应在 -90 到 90 之间")
            @Digits(integer = 3, fraction = Place.FRACTION, message = "纬度应在 -90 到 90 之间，最多 30 位小数")
            @Nullable
            BigDecimal latitude) {

        static final int FRACTION = 30;
    }

    /** Who asks. */
    @Schema(name = "联系方式")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contact(
            @Schema(description = "称呼，最多 60 字，可以不填", example = "陈女士", maxLength = Demands.NAME_LENGTH)
            @CodePointLength(max = Demands.NAME_LENGTH, message = "姓名不能超过 {max} 字")
            @Texts.Readable(message = "姓名含有不可见的控制字符，请删除后重试")
            @Nullable
            String name,

            @Schema(description = "手机号，或带区号的固定电话；两个号码之间用顿号。匿名时不填，否则必填", example = "13900000001")
            @Constraints.Phone
            @Nullable
            String phone,

            @Schema(description = "true 为匿名，称呼和电话都不保存；只有投诉、举报工作人员和单位的分类（05、020103、020105 及以下）可以") @Nullable
            Boolean anonymous) {

        boolean isAnonymous() {
            return Boolean.TRUE.equals(anonymous);
        }
    }

    private static final Place UNKNOWN = new Place(null, null, null, null);
    /** Decimals that the database keeps: about 0.1 m. */
    private static final int KEPT_DECIMALS = 6;

    /** The same request as it will be kept: stripped texts, a plain phone number, the source named. Valid ones only. */
    DemandRequest canonical(PhoneNumbers phones) {
        Place where = place == null ? UNKNOWN : place;
        return new DemandRequest(
                category,
                Objects.requireNonNull(description).strip(),
                new Place(where.unit, stripped(where.address), kept(where.longitude), kept(where.latitude)),
                contact.isAnonymous()
                        ? new Contact(null, null, true)
                        : new Contact(
                                PersonName.of(contact.name),
                                phones.read(contact.phone).canonical(),
                                null),
                source == null ? Source.API : source);
    }

    /** @param registeredBy user name of the member of staff, null for a resident */
    NewDemand toDemand(PhoneNumbers phones, @Nullable String registeredBy) {
        PhoneNumbers.@Nullable Written phone = contact.isAnonymous() ? null : phones.read(contact.phone);
        return new NewDemand(
                null,
                Objects.requireNonNull(category),
                Objects.requireNonNull(description),
                place.unit,
                place.address,
                place.longitude,
                place.latitude,
                contact.name,
                phone == null ? null : phone.number(),
                source,
                null,
                null,
                registeredBy,
                phone == null ? null : phone.rest());
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable BigDecimal kept(@Nullable BigDecimal degrees) {
        return degrees == null ? null : degrees.setScale(KEPT_DECIMALS, RoundingMode.HALF_UP);
    }
}
