package org.ganxian.document.pdf;

import com.openhtmltopdf.util.Diagnostic;
import com.openhtmltopdf.util.XRLogger;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the renderer has to say, by the name of its message only: the rest may quote the document. */
class QuietLog implements XRLogger {

    private static final Logger LOG = LoggerFactory.getLogger(PdfWriter.class);

    @Override
    public void log(Diagnostic diagnostic) {
        LOG.warn("The renderer reports {}", diagnostic.getLogMessageId());
    }

    @Override
    public boolean isLogLevelEnabled(Diagnostic diagnostic) {
        return diagnostic.getLevel().intValue() >= Level.WARNING.intValue();
    }

    @Override
    public void log(String where, Level level, String message) {
        // Only the default of the method above comes here.
    }

    @Override
    public void log(String where, Level level, String message, Throwable thrown) {
        // Only the default of the method above comes here.
    }

    @Override
    public void setLevel(String logger, Level level) {
        // Warnings and above, always.
    }
}
