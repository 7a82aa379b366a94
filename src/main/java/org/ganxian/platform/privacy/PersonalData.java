package org.ganxian.platform.privacy;

import java.util.List;

/**
 * What is personal of that which a module keeps of a case. Each module tells it and erases it itself; {@code privacy}
 * asks all of them.
 */
public interface PersonalData {

    record Case(long id, String number) {}

    /** @param name zh-CN */
    record Line(String name, String text) {}

    record File(String name, byte[] content) {}

    /** zh-CN, for example 评价. */
    String title();

    /** All of it in words, for the resident's copy; nothing where nothing is kept. */
    List<Line> of(Case one);

    default List<File> files(Case one) {
        return List.of();
    }

    /** Erases it for good, in the transaction in which the case stands still. What is counted stays as it is. */
    void erase(Case one);
}
