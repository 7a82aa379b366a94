package org.ganxian.platform.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a file stops being text in some encoding.
 *
 * @param line from 1
 * @param foreignBytesBefore bytes outside of ASCII that were read well until then
 */
record UnreadableByte(int line, int foreignBytesBefore) {

    /** @param charset in which the file cannot be read */
    static UnreadableByte firstIn(Path file, Charset charset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CharsetDecoder decoder = charset.newDecoder();
        for (CoderResult read = decoder.decode(in, out, true);
                read.isOverflow();
                read = decoder.decode(in, out, true)) {
            out.clear();
        }
        int line = 1;
        int foreign = 0;
        for (int i = 0; i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
            foreign += bytes[i] < 0 ? 1 : 0;
        }
        return new UnreadableByte(line, foreign);
    }
}
