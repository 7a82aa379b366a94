package org.ganxian.notice;

/**
 * A channel did not take a notice. The engine keeps message and stack trace, so there is no cause in it: a mail server's
 * answer may repeat an address, a web server's anything.
 */
class NotSent extends RuntimeException {

    /** @param reason name of an exception's class or a status code; at most 80 characters */
    NotSent(String reason) {
        super(reason);
    }

    static NotSent because(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String name = root.getClass().getSimpleName();
        return new NotSent(name.substring(0, Math.min(name.length(), 80)));
    }
}
