package org.ganxian.exchange;

/** Somebody who does not prove to be a partner, or not now. The message is zh-CN. */
public class NotSigned extends RuntimeException {

    NotSigned(String why) {
        super(why);
    }
}
