package org.ganxian.notice;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By which channels notices leave the house. Without any of it they stay in the inbox.
 *
 * @param mail needed when {@code spring.mail.host} is set
 */
@ConfigurationProperties("ganxian.notice")
record NoticeSettings(@DefaultValue Mail mail, @DefaultValue Webhook webhook) {

    /** @param from the sender's address */
    record Mail(@DefaultValue("") String from) {}

    /**
     * @param url whom to call; blank for nobody
     * @param secret the key both sides sign with
     */
    record Webhook(
            @DefaultValue("") String url, @DefaultValue("") String secret) {

        /** The secret must not get into a log. */
        @Override
        public String toString() {
            return "Webhook[url=" + url + "]";
        }
    }
}
