package org.ganxian.order;

import java.util.List;
import java.util.regex.Pattern;
import org.ganxian.demand.Demand;

/**
 * Tells complaints about staff or units (投诉、举报) from other demands: by category, and by their words where somebody
 * filed them under another one. In doubt it is one: that costs a second look, the opposite costs the resident's voice.
 */
public final class Complaints {

    /** 纪检监察, 作风建设, 廉政建设 with all below. */
    private static final List<String> CATEGORIES = List.of("05", "020103", "020105");

    private static final String OFFICE = "支部|党员|社区|居委|村委|街道|镇政府|单位|部门|窗口|大厅|中心|工作人员|经办|干部|书记|主任|网格员|派单员|城管|民警|科长|局长|所长";

    private static final String MISDEED =
            "投诉|举报|态度|不作为|乱作为|推诿|扯皮|敷衍|刁难|索要|索贿|受贿|行贿|贪污|吃拿卡要|以权谋私|滥用职权|徇私|包庇|打击报复|失职|渎职|不理不睬|官僚";

    /** Both in one sentence, in whichever order. */
    private static final Pattern WORDS =
            Pattern.compile("(%s)[^。！？\\n]*(%s)|(%s)[^。！？\\n]*(%s)".formatted(OFFICE, MISDEED, MISDEED, OFFICE));

    private Complaints() {}

    static boolean isOne(Demand demand) {
        return isOne(demand.categoryCode(), demand.title() + "\n" + demand.description());
    }

    /** Of what is no demand yet, too. */
    public static boolean isOne(String category, String text) {
        return isOf(category) || WORDS.matcher(text).find();
    }

    /** Whether a category is for complaints about staff or units. */
    public static boolean isOf(String category) {
        return CATEGORIES.stream().anyMatch(category::startsWith);
    }
}
