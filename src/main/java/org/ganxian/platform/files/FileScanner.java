package org.ganxian.platform.files;

import org.ganxian.platform.Refusal;

/**
 * Looks for viruses in what people upload, before it is kept. Where {@code ganxian.uploads.clamd} names a server, ClamAV
 * does; a city with another scanner gives its own bean.
 */
public interface FileScanner {

    /**
     * False for an infected file.
     *
     * @throws Refusal 503 when the scanner does not answer: nothing is kept unseen
     */
    boolean isClean(byte[] content);
}
