package org.ganxian.platform;

/**
 * Who did something, as the timeline keeps it: an id (user name, or one of the two below) and what the resident may
 * read. Never a person's name.
 *
 * @param id engine user id, {@code resident} or {@code system}
 * @param title zh-CN, unit and duty of a member of staff at that time
 */
public record Actor(String id, String title) {

    public static final Actor RESIDENT = new Actor("resident", "群众");
    /** Whoever knocks without being let in; in the audit only. */
    public static final Actor NOBODY = new Actor("nobody", "未登录者");

    public static final Actor SYSTEM = new Actor("system", "系统");
}
