package org.ganxian.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether this system talks to a host. A city's mail server and gateway mostly stand in its inner network, so inner
 * addresses are right (decision 038); addresses at which no such server can be, but where a cloud tells its machines'
 * secrets, are not. Asked again at each connection: a name may lead elsewhere tomorrow.
 */
final class Destination {

    /** Where clouds tell their machines what they may know, beside the link's own addresses. */
    private static final List<InetAddress> TELLING_SECRETS = Stream.of(
                    "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254")
            .map(Destination::literal)
            .toList();

    private static final int IPV4 = 4;
    /** Prefixes of IPv6 addresses behind which there is an IPv4 one (RFC 6052, RFC 3056), and where it begins. */
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};
    private static final byte[] COMPATIBLE = new byte[12];

    private Destination() {}

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(address, e);
        }
    }

    /** False for a name that leads where nothing may be sent; a name that leads nowhere yet may be set already. */
    static boolean mayBeSet(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).noneMatch(Destination::isRefused);
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** @throws NotSent for a host without an address, and for one that leads where nothing may be sent */
    static void require(String host) {
        try {
            if (Arrays.stream(InetAddress.getAllByName(host)).anyMatch(Destination::isRefused)) {
                throw new NotSent(NotSent.ADDRESS);
            }
        } catch (UnknownHostException e) {
            throw NotSent.because(e);
        }
    }

    static boolean isRefused(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length > IPV4 && !address.isLoopbackAddress() && !address.isAnyLocalAddress()) {
            for (byte[] prefix : List.of(NAT64, SIX_TO_FOUR, COMPATIBLE)) {
                if (Arrays.equals(prefix, Arrays.copyOf(bytes, prefix.length))
                        && isRefused(within(bytes, prefix.length))) {
                    return true;
                }
            }
        }
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || TELLING_SECRETS.contains(address)
                || bytes.length == IPV4 && (bytes[0] == 0 || (bytes[0] & 0xF0) == 0xF0);
    }

    private static InetAddress within(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
