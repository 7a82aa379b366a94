package org.ganxian.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Where residents reach this system ({@code ganxian.public-url}): what is printed on paper leads there for years. */
@Component
@Slf4j
public class PublicAddress {

    private final String url;

    /** @throws IllegalArgumentException for what is no http or https address: the application does not start with it */
    PublicAddress(@Value("${ganxian.public-url}") String url, Environment environment) {
        URI address = URI.create(url.strip());
        if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException("ganxian.public-url 应为 http:// 或 https:// 开头的网址，现为：" + url);
        }
        this.url = address.toString().replaceFirst("/+$", "");
        if (!environment.acceptsProfiles(Profiles.of("demo")) && isThisMachine(address.getHost())) {
            log.warn("ganxian.public-url 是 {}，群众从外面打不开：文书上的二维码和通知里的网址会失效，请改为对外的网址", url);
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost")
                    || host.matches("[0-9.]+|\\[.*]")
                            && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** False for an address of this machine itself, which nobody else can open. */
    public boolean opensFromOutside() {
        return !isThisMachine(URI.create(url).getHost());
    }

    /** @param path from the root, with its query */
    public String of(String path) {
        return url + path;
    }
}
