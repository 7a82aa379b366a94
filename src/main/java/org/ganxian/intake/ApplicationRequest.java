package org.ganxian.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Source;
import org.ganxian.platform.PersonName;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** The part {@code application} of {@code POST /api/applications}. What depends on the item, the window checks. */
@Schema(name = "办理申请", description = "对一个事项的申请；材料是同一请求里的文件")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationRequest(
        @Schema(description = "事项编码，见 GET /api/services", example = "hygiene-permit")
        @NotBlank(message = "请选择办理事项")
        @Nullable
        String item,

        @Schema(description = "申请人姓名或单位名称，最多 60 字", example = "巷口理发店", maxLength = Demands.NAME_LENGTH)
        @NotBlank(message = "请填写申请人姓名或单位名称")
        @CodePointLength(max = Demands.NAME_LENGTH, message = "申请人姓名或单位名称不能超过 {max} 字")
        @Texts.Readable(message = "申请人姓名或单位名称含有不可见的控制字符，请删除后重试")
        @Nullable
        String applicant,

        @Schema(description = "手机号，或带区号的固定电话", example = "13900000001")
        @NotBlank(message = "请填写联系电话")
        @Constraints.Phone
        @Nullable
        String phone,

        @Schema(description = "申请人的公民身份号码，只有 needsIdNumber 为 true 的事项才填；加密保存", example = "11010519491231002X") @Nullable
        String idNumber,

        @Schema(description = "办理的街道的编码，或其中一个社区的编码，见 GET /api/units", example = "350602004")
        @NotBlank(message = "请选择办理的街道")
        @Nullable
        String place,

        @Schema(description = "补充说明，最多 5000 字，可以不填", maxLength = Demands.DESCRIPTION_LENGTH)
        @CodePointLength(max = Demands.DESCRIPTION_LENGTH, message = "补充说明不能超过 {max} 字")
        @Texts.Readable(message = "补充说明含有不可见的控制字符，请删除后重试")
        @Nullable
        String note,

        @Schema(description = "WINDOW 窗口领取，POST 邮寄送达", example = "WINDOW") @NotNull(message = "请选择领取方式") @Nullable
        Delivery delivery,

        @Schema(description = "邮寄地址，最多 200 字；只有邮寄送达时填写和保存", maxLength = Demands.ADDRESS_LENGTH) @Nullable
        String postAddress,

        @Schema(description = "来源，缺省为 API；DESK、HOTLINE、GRID 只有登录的工作人员能用")
        Source source) {

    /**
     * The same as it will be kept: stripped texts, a plain phone number, the source named, no address for what is not
     * posted. A phone number that is none becomes null.
     */
    ApplicationRequest canonical(PhoneNumbers phones) {
        return new ApplicationRequest(
                stripped(item),
                PersonName.of(applicant),
                phones.own(phone).map(PhoneNumbers.Written::canonical).orElse(null),
                idNumber == null || idNumber.isBlank()
                        ? null
                        : Texts.halfWidth(idNumber).strip().toUpperCase(Locale.ROOT),
                stripped(place),
                stripped(note),
                delivery,
                delivery == Delivery.POST ? stripped(postAddress) : null,
                source == null ? Source.API : source);
    }

    /** @param registeredBy user name of the member of staff, null for a resident */
    NewApplication toApplication(@Nullable String registeredBy) {
        return new NewApplication(
                item, applicant, phone, idNumber, place, note, delivery, postAddress, source, registeredBy);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
