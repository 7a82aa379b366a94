package org.ganxian.settings;

import java.net.URI;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.Groundwork;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Where residents reach this system: what is printed on paper leads there for years. */
@Component
@Order(PublicAddress.LAST)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class PublicAddress implements Groundwork {

    static final int LAST = 1000;

    /** While nothing is set: whoever tries it does so on their own machine. */
    private static final String UNSET = "http://localhost:8080";

    private final Settings settings;
    private final PublicAddressSection section;
    private final Environment environment;

    /** Says in the log at each start that residents cannot come. */
    @Override
    public void lay() {
        if (!environment.acceptsProfiles(Profiles.of("demo")) && !opensFromOutside()) {
            log.warn("对外网址（ganxian.public-url，或前台的“系统设置”）是 {}，群众从外面打不开：文书上的二维码和通知里的网址会失效，请改为对外的网址", url());
        }
    }

    private String url() {
        String set = settings.of(section).get(PublicAddressSection.URL);
        return (set.isEmpty() ? UNSET : set).replaceFirst("/+$", "");
    }

    /** False for an address of this machine itself, which nobody else can open. */
    public boolean opensFromOutside() {
        return !PublicAddressSection.isThisMachine(URI.create(url()).getHost());
    }

    /** @param path from the root, with its query */
    public String of(String path) {
        return url() + path;
    }
}
