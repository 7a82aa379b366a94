package org.ganxian.imports;

import java.time.Duration;
import java.util.List;
import org.ganxian.platform.Refusal;

/**
 * What is done with a kind of file. A bean each.
 *
 * @param <T> an item of the file; kept as JSON, encrypted, until it is taken in
 */
public interface ImportKind<T> {

    /** As it is kept; never to be changed. */
    String name();

    Class<T> itemType();

    /** How long after its end the report is kept. */
    Duration kept();

    /**
     * Whether whoever began it may still do so.
     *
     * @throws Refusal when not: the import ends where it is, and says why
     */
    void requireStill(FileImport run);

    /**
     * Takes in some items, in one transaction of the caller. Whatever is thrown undoes it for all of them; then it is
     * tried with fewer.
     */
    Taken take(FileImport run, List<T> items);

    /**
     * Takes in, or refuses, an item that cannot be taken in with others. There is no transaction; a second call for the
     * same item must not take it in twice.
     *
     * @param why it could not
     */
    Taken takeAlone(FileImport run, T item, RuntimeException why);
}
