package org.ganxian.platform;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pictures of the ground for maps, from a server that the city names; without one, maps show what we know ourselves.
 *
 * @param tiles addresses with {x}, {y}, {z} and, for several hosts, {s}, the lowest layer first; WGS 84 or CGCS 2000 in
 *     Web Mercator. Maps drawn in GCJ-02 show every place some hundred metres off
 * @param hosts one character each for {s}
 * @param attribution zh-CN, what the server wants to read below its pictures
 */
@ConfigurationProperties("ganxian.map")
public record GroundMap(
        @DefaultValue List<String> tiles,
        @DefaultValue("") String hosts,
        @DefaultValue("") String attribution) {

    private static final String HOST = "{s}";

    /** @throws IllegalArgumentException for an address from which no browser gets a picture */
    public GroundMap {
        tiles = tiles.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        for (String template : tiles) {
            boolean whole = Stream.of("{x}", "{y}", "{z}").allMatch(template::contains);
            if (!whole || template.contains(HOST) && hosts.isEmpty()) {
                throw new IllegalArgumentException(
                        "ganxian.map.tiles: an address holds {x}, {y} and {z}, and {s} only where ganxian.map.hosts is set");
            }
        }
        tiles.forEach(template -> origins(template, hosts).forEach(GroundMap::require));
    }

    private static void require(String origin) {
        if (!origin.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?")) {
            throw new IllegalArgumentException("ganxian.map.tiles: an address begins with https:// and a host");
        }
    }

    /** What a page may load pictures from, as a policy (CSP) names it: each host, and nothing else of it. */
    public String origins() {
        return tiles.stream()
                .flatMap(template -> origins(template, hosts))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> origins(String template, String hosts) {
        return (template.contains(HOST) ? hosts.chars().mapToObj(Character::toString) : Stream.of(""))
                .map(host -> originOf(template.replace(HOST, host)));
    }

    private static String originOf(String template) {
        try {
            URI address = URI.create(template.replaceAll("\\{[a-z]}", "0"));
            return address.getScheme() + "://" + address.getRawAuthority();
        } catch (IllegalArgumentException noAddress) {
            return template;
        }
    }
}
