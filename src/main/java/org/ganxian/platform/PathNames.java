package org.ganxian.platform;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds nodes of a tree by their path in words, or by any end of it: 消防安全, 公共安全 / 消防安全. A whole path names one
 * node; an end of it may be that of several.
 */
public final class PathNames {

    private final Map<String, String> whole = new HashMap<>();
    private final Map<String, Set<String>> ends = new HashMap<>();

    /** @param path from the root down to the node */
    public void add(List<String> path, String code) {
        whole.put(plain(String.join("", path)), code);
        for (List<String> end = new ArrayList<>(path); !end.isEmpty(); end.remove(0)) {
            ends.computeIfAbsent(plain(String.join("", end)), name -> new LinkedHashSet<>())
                    .add(code);
        }
    }

    /** Codes of all nodes that may be meant, in the order in which they were added; none for an unknown name. */
    public Set<String> find(String written) {
        String name = plain(written);
        String one = whole.get(name);
        return one == null ? ends.getOrDefault(name, Set.of()) : Set.of(one);
    }

    /** The name without what separates its parts, and without what nobody sees. */
    public static String plain(String name) {
        return Normalizer.normalize(Texts.visible(name), Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}/\\\\>|、,·•・\\-—–_:]", "");
    }
}
