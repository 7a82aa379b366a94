package org.ganxian.similar;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How much two texts say the same: by the pairs of Chinese characters that they share, whole words need not be known. */
final class Likeness {

    /** From here on two texts are taken for the same matter; chosen on the labelled set of the tests. */
    static final double ALIKE = 0.22;

    /** One pair in common is chance. */
    private static final int FEWEST = 2;

    /** What stands in every demand tells of none. */
    private static final Pattern STOCK = Pattern.compile("您好|你好|请问|希望|有关部门|相关部门|尽快|及时|处理|解决|反映|问题|我们|麻烦|派人|过来"
            + "|安排|没有人|没人|看看|一下|已经|好几天|几天|一直|现在|居民|小区|社区|附近|门口|谢谢|能不能|是不是|影响|严重|情况");

    private static final Pattern NOT_CHINESE = Pattern.compile("[^\\p{IsHan}]+");

    private Likeness() {}

    /** From 0, nothing in common, to 1. The shorter text counts: a long one may say the same and more. */
    static double of(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return common < FEWEST ? 0 : (double) common / Math.min(one.size(), other.size());
    }

    /** The pairs of a title and a text. */
    static Set<String> pairs(@Nullable String title, String text) {
        String plain = Normalizer.normalize((title == null ? "" : title + "。") + text, Normalizer.Form.NFKC);
        Set<String> pairs = new HashSet<>();
        for (String part : NOT_CHINESE.split(STOCK.matcher(plain).replaceAll(" "))) {
            for (int at = 0; at + 2 <= part.length(); at++) {
                pairs.add(part.substring(at, at + 2));
            }
        }
        return pairs;
    }
}
