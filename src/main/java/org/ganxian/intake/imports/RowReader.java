package org.ganxian.intake.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.ganxian.organization.PlaceNames;
import org.ganxian.platform.CityBounds;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.PersonName;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.ganxian.platform.table.Cell;
import org.ganxian.platform.table.Row;
import org.ganxian.platform.web.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Understands the rows under one header, and says column by column what is wrong with one. */
class RowReader {

    private static final int NUMBER_LENGTH = 60;
    private static final int TITLE_LENGTH = 120;
    /** What one cell of this kind may hold before it is looked up. */
    private static final int WORDS_LENGTH = 200;

    private static final int ECHO_LENGTH = 30;

    /** What {@link BadRows} puts in a CSV before texts that a spreadsheet would take for formulas. */
    private static final Pattern SHIELDED = Pattern.compile("^'(?=[=+\\-@])");

    private static final Instant EARLIEST =
            LocalDate.of(1990, 1, 1).atStartOfDay(PeopleTime.ZONE).toInstant();
    /** By which another system's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /**
     * A row, as far as it could be understood.
     *
     * @param external number in the other system; null when there is none or a wrong one
     * @param demand null when something is wrong
     * @param unknownPlace the place as written, when it names none of the city's; null otherwise
     * @param hints zh-CN, what the row said that was kept in another way
     * @param said as far as it could be read
     * @param finished null for a record whose work is still to be done
     */
    record Reading(
            NewDemand.@Nullable External external,
            @Nullable NewDemand demand,
            @Nullable String unknownPlace,
            List<String> hints,
            List<FieldError> errors,
            Said said,
            @Nullable Finished finished) {

        @Nullable
        String number() {
            return external == null ? null : external.number();
        }

        @Nullable
        String key() {
            return external == null ? null : external.key();
        }
    }

    private final Header header;
    private final boolean separated;
    private final Categories categories;
    private final PlaceNames places;
    private final PhoneNumbers phones;
    private final CityBounds bounds;
    private final TimeReader times;
    private final Clock clock;
    private final String registeredBy;

    /** @param separated true when a cell too many means that the row is shifted */
    RowReader(
            Header header,
            boolean separated,
            Categories categories,
            PlaceNames places,
            PhoneNumbers phones,
            CityBounds bounds,
            Clock clock,
            String registeredBy) {
        this.header = header;
        this.separated = separated;
        this.categories = categories;
        this.places = places;
        this.phones = phones;
        this.bounds = bounds;
        this.times = new TimeReader(
                header.profile().timeFormats(),
                header.profile().zone(),
                LocalDate.ofInstant(clock.instant(), header.profile().zone()));
        this.clock = clock;
        this.registeredBy = registeredBy;
    }

    Reading read(Row row) {
        return new OneRow(row).read();
    }

    @RequiredArgsConstructor
    private class OneRow {

        private final Row row;
        private final List<FieldError> errors = new ArrayList<>();
        private final List<String> hints = new ArrayList<>();

        Reading read() {
            requireNoMoreThanHeader();
            NewDemand.External external = number();
            String name = PersonName.of(text(Column.NAME, Demands.NAME_LENGTH, false));
            PhoneNumbers.Written phone = phone();
            Instant time = time(Column.TIME, !header.profile().optional().contains(Column.TIME));
            String title = text(Column.TITLE, TITLE_LENGTH, false);
            String text = text(Column.TEXT, Demands.DESCRIPTION_LENGTH, true);
            String category = category();
            String place = text(Column.PLACE, WORDS_LENGTH, false);
            Optional<String> placeCode = Optional.ofNullable(place).flatMap(places::find);
            String unknownPlace = placeCode.isPresent() ? null : place;
            String address = address(unknownPlace);
            if (text != null && Categories.UNSORTED.equals(category)) {
                text = withOriginalCategory(text);
            }
            Finished finished = new FinishReader().read(time);
            Position position = Position.of(
                    text(Column.LONGITUDE, WORDS_LENGTH, false),
                    text(Column.LATITUDE, WORDS_LENGTH, false),
                    bounds,
                    hints);
            NewDemand demand = errors.isEmpty() && category != null && text != null
                    ? new NewDemand(
                            title,
                            category,
                            text,
                            placeCode.orElse(null),
                            address,
                            position.longitude(),
                            position.latitude(),
                            name,
                            phone.number(),
                            Source.HOTLINE,
                            external,
                            time,
                            registeredBy,
                            phone.rest())
                    : null;
            Said said = new Said(title, text, name, phone.number(), time, category, placeCode.orElse(null), address);
            return new Reading(external, demand, unknownPlace, hints, errors, said, finished);
        }

        private void requireNoMoreThanHeader() {
            int columns = header.names().size();
            if (separated && row.cells().stream().skip(columns).anyMatch(c -> !c.isBlank())) {
                errors.add(new FieldError("整行", "这一行比表头多出内容，可能是文字中的逗号没有加英文双引号"));
            }
        }

        private void wrong(Column column, String message) {
            errors.add(new FieldError(header.nameOf(column), message));
        }

        /** The cell's text, null when the file or the row has none or a wrong one. */
        private @Nullable String text(Column column, int max, boolean required) {
            Integer position = header.positions().get(column);
            if (position == null) {
                return null;
            }
            Cell cell = row.cell(position);
            String text = Texts.visible(cell.text());
            String name = header.nameOf(column);
            if (cell.kind() == Cell.Kind.FORMULA) {
                wrong(column, "“" + name + "”的单元格含公式，请粘贴为数值");
            } else if (cell.kind() == Cell.Kind.ERROR) {
                wrong(column, "“%s”的单元格是错误值 %s，请改正".formatted(name, echo(cell.text())));
            } else if (text.isBlank()) {
                if (required) {
                    wrong(column, "没有填写“" + name + "”；合并过的单元格请取消合并，逐行填写");
                }
            } else if (Texts.length(text) > max) {
                wrong(column, "“%s”不能超过 %d 字，现有 %d 字".formatted(name, max, Texts.length(text)));
            } else if (!Texts.isReadable(text)) {
                wrong(column, "“" + name + "”含有不可见的控制字符，请删除");
            } else {
                return SHIELDED.matcher(text).replaceFirst("");
            }
            return null;
        }

        private NewDemand.@Nullable External number() {
            String written = text(Column.NUMBER, NUMBER_LENGTH, true);
            if (written == null) {
                return null;
            }
            NewDemand.External external =
                    NewDemand.External.written(header.profile().system(), written);
            String name = header.nameOf(Column.NUMBER);
            boolean isNumber = row.cell(header.positionOf(Column.NUMBER)).kind() == Cell.Kind.NUMBER;
            Optional<String> changed = RecordNumbers.changed(external.number(), isNumber);
            if (external.number().isEmpty()) {
                wrong(Column.NUMBER, "没有填写“" + name + "”");
            } else if (changed.isPresent()) {
                wrong(Column.NUMBER, "“" + name + "”" + changed.get());
            } else if (Texts.length(external.key()) > NUMBER_LENGTH) {
                wrong(Column.NUMBER, "“%s”不能超过 %d 字".formatted(name, NUMBER_LENGTH));
            } else {
                if (RecordNumbers.mayBeRounded(external.number())) {
                    hints.add("“%s”末尾都是 0，可能被表格软件改过，请核对".formatted(name));
                }
                return external;
            }
            return null;
        }

        private @Nullable String category() {
            boolean required = header.positions().containsKey(Column.CATEGORY)
                    && !header.profile().optional().contains(Column.CATEGORY);
            String theirs = text(Column.CATEGORY, WORDS_LENGTH, required);
            if (theirs == null) {
                return required ? null : categoryOfAll();
            }
            String written = header.profile().categoryFor(theirs).orElse(theirs);
            List<Category> meant = categories.named(written);
            if (meant.isEmpty()) {
                wrong(Column.CATEGORY, "没有“%s”这个分类，请改成分类目录中的名称".formatted(echo(written)));
                return null;
            } else if (meant.size() > 1) {
                hints.add("分类“%s”不止一个，已转分拨席：%s".formatted(echo(written), categories.inWords(meant)));
                return Categories.UNSORTED;
            }
            return meant.get(0).code();
        }

        /** For the triage desk to read. */
        private String withOriginalCategory(String text) {
            String theirs = text(Column.CATEGORY, WORDS_LENGTH, false);
            String whole = theirs == null ? text : text + "\n（原分类：" + theirs + "）";
            return Texts.length(whole) <= Demands.DESCRIPTION_LENGTH ? whole : text;
        }

        private @Nullable String categoryOfAll() {
            String code = Optional.ofNullable(header.profile().category()).orElse(Categories.UNSORTED);
            if (categories.find(code).isEmpty()) {
                errors.add(new FieldError("整行", "没有分类，配置中也没有这种文件的默认分类"));
                return null;
            }
            return code;
        }

        private @Nullable Instant time(Column column, boolean required) {
            String written = text(column, WORDS_LENGTH, required);
            if (written == null) {
                return null;
            }
            String name = header.nameOf(column);
            try {
                LocalDateTime date = row.cell(header.positionOf(column)).time();
                Instant time = date == null ? times.read(written) : times.at(date);
                if (time.isAfter(clock.instant().plus(AHEAD))) {
                    wrong(column, "“%s”晚于现在：%s".formatted(name, echo(written)));
                } else if (time.isBefore(EARLIEST)) {
                    wrong(column, "“%s”过早，请核对：%s".formatted(name, echo(written)));
                } else {
                    return time;
                }
            } catch (TimeReader.Unreadable e) {
                wrong(column, "“%s”不是能识别的时间：%s。%s".formatted(name, echo(written), e.reason()));
            }
            return null;
        }

        /** Whatever stands there, the demand goes in: what cannot be dialled is kept as a note. */
        private PhoneNumbers.Written phone() {
            PhoneNumbers.Written phone = phones.read(text(Column.PHONE, WORDS_LENGTH, false));
            if (!phone.isDialable() && phone.rest() != null) {
                hints.add("“%s”不是能拨打的号码，已记入备注".formatted(header.nameOf(Column.PHONE)));
            } else if (phone.rest() != null) {
                hints.add("“%s”不止一个号码，第一个作为联系电话，其余记入备注".formatted(header.nameOf(Column.PHONE)));
            }
            return phone;
        }

        /** A place that is not in the city's tree is kept as part of the address, for the triage desk to read. */
        private @Nullable String address(@Nullable String unknownPlace) {
            String address = text(Column.ADDRESS, Demands.ADDRESS_LENGTH, false);
            if (unknownPlace == null) {
                return address;
            }
            String whole = address == null ? unknownPlace : unknownPlace + " " + address;
            if (Texts.length(whole) > Demands.ADDRESS_LENGTH) {
                wrong(
                        Column.PLACE,
                        "“%s”不在单位目录中，与地址合起来不能超过 %d 字".formatted(header.nameOf(Column.PLACE), Demands.ADDRESS_LENGTH));
            }
            return whole;
        }

        /** Understands the columns that tell of a record's end. */
        private class FinishReader {

            /** @param opened when the record began; null when that is not known */
            @Nullable
            Finished read(@Nullable Instant opened) {
                String status = text(Column.STATUS, WORDS_LENGTH, false);
                Instant closed = time(Column.CLOSED, false);
                Instant replied = time(Column.REPLIED, false);
                String answer = Finished.answer(replied, text(Column.REPLY, Finished.REPLY_LENGTH, false));
                boolean done =
                        status == null ? closed != null : header.profile().isFinished(status);
                if (!done) {
                    if (status != null && closed != null) {
                        hints.add("有办结时间，但办理状态是“%s”，按在办处理".formatted(echo(status)));
                    }
                    return null;
                }
                if (opened != null && closed != null && closed.isBefore(opened)) {
                    wrong(
                            Column.CLOSED,
                            "“%s”早于“%s”".formatted(header.nameOf(Column.CLOSED), header.nameOf(Column.TIME)));
                }
                return new Finished(closed, answer);
            }
        }
    }

    /** What was written, short enough for a sentence. */
    private static String echo(String text) {
        return Texts.shorten(text.replaceAll("\\p{Cc}", " "), ECHO_LENGTH);
    }
}
