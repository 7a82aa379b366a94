package org.ganxian.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who knocks, as the limits count them. */
public final class Client {

    private static final int IPV6_NETWORK_BYTES = 8;
    private static final String NO_REQUEST = "-";

    private Client() {}

    /** The request that this thread answers; empty in jobs and at start. */
    public static Optional<ServletRequestAttributes> exchange() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .filter(ServletRequestAttributes.class::isInstance)
                .map(ServletRequestAttributes.class::cast);
    }

    /** Where the present request comes from; a dash when there is none. */
    public static String current() {
        return exchange()
                .map(ServletRequestAttributes::getRequest)
                .map(Client::of)
                .orElse(NO_REQUEST);
    }

    public static String of(HttpServletRequest request) {
        return network(request.getRemoteAddr());
    }

    /** One household's IPv6 network is one client, as one IPv4 address is. */
    static String network(@Nullable String address) {
        try {
            return address != null && address.contains(":") && InetAddress.getByName(address) instanceof Inet6Address v6
                    ? HexFormat.ofDelimiter(":").formatHex(v6.getAddress(), 0, IPV6_NETWORK_BYTES)
                    : String.valueOf(address);
        } catch (UnknownHostException e) {
            return String.valueOf(address);
        }
    }
}
