package org.ganxian.mobile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a phone needs to know to put {@code /m} among its apps. */
@RestController
@Hidden
class WebManifest {

    record Icon(String src, String sizes, String type, String purpose) {}

    record Manifest(
            String id,
            String name,
            @JsonProperty("short_name") String shortName,
            String description,
            String lang,
            @JsonProperty("start_url") String startUrl,
            String scope,
            String display,
            @JsonProperty("theme_color") String themeColor,
            @JsonProperty("background_color") String backgroundColor,
            List<Icon> icons) {}

    @GetMapping(path = "/m/manifest.webmanifest", produces = "application/manifest+json")
    Manifest manifest(HttpServletRequest request) {
        String root = request.getContextPath();
        return new Manifest(
                root + "/m",
                "干线 · 党员接单",
                "干线",
                "党员在手机上接单、联系群众、上报办理结果",
                "zh-CN",
                root + "/m",
                root + "/m",
                "standalone",
                "#b3261e",
                "#f6f4f1",
                Stream.of(192, 512)
                        .map(s -> new Icon(
                                "%s/mobile-%d.png".formatted(root, s), s + "x" + s, "image/png", "any maskable"))
                        .toList());
    }
}
