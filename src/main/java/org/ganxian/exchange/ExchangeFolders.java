package org.ganxian.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.exchange.kept.ExchangeException;
import org.ganxian.exchange.kept.StoredEnvelope.Way;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.notice.NotSent;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The same messages as files, for partners on other networks: {@code in/<partner>} is emptied, {@code out/<partner>} is
 * filled. What was taken goes to {@code done}, what was refused to {@code refused}, with the reason beside it. A file is
 * taken before it is moved: after a crash it is taken again, which changes nothing.
 */
@Slf4j
@CalledByDiagrams
@Component("exchangeFolders")
public class ExchangeFolders {

    /** The most in one round; the next comes in five minutes. */
    private static final int MOST = 2_000;

    /** A file that nobody has written to for so long is whole. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final String NOT_SET = "NoFolder";

    private volatile @Nullable Path root;
    private final Partners partners;
    private final ObjectProvider<Receiving> receiving;
    private final ObjectProvider<ExchangeExceptions> exceptions;
    private final Clock clock;

    ExchangeFolders(
            @Value("${ganxian.exchange.folder:}") String folder,
            Partners partners,
            ObjectProvider<Receiving> receiving,
            ObjectProvider<ExchangeExceptions> exceptions,
            Clock clock) {
        this.root = folder.isBlank() ? null : Path.of(folder);
        this.partners = partners;
        this.receiving = receiving;
        this.exceptions = exceptions;
        this.clock = clock;
    }

    /** Without one, files are carried by hand, page by page. */
    boolean isOn() {
        return root != null;
    }

    /** Another one, for tests. */
    void at(@Nullable Path folder) {
        root = folder;
    }

    /** @throws NotSent while no folder is set or it cannot be written */
    void write(Partner partner, String messageId, String content) {
        Path all = root;
        if (all == null) {
            throw new NotSent(NOT_SET);
        }
        try {
            Path folder = Files.createDirectories(all.resolve("out").resolve(partner.code()));
            Path part = folder.resolve(messageId + ".part");
            Files.writeString(part, content, StandardCharsets.UTF_8);
            // Whoever carries files away never sees half of one.
            Files.move(part, folder.resolve(messageId + ".json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("The folder of {} cannot be written", partner.code(), e);
            throw new NotSent(e.getClass().getSimpleName());
        }
    }

    /** Takes what lies there, for {@code processes/exchange-files.bpmn}. */
    public void take() {
        Path all = root;
        if (all == null) {
            return;
        }
        for (Partner partner : partners.all()) {
            if (partner.active() && partner.inward()) {
                for (Path file : files(all.resolve("in").resolve(partner.code()))) {
                    take(partner, file);
                }
            }
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            // What a link leads to was not put here by the partner.
            return all.filter(file ->
                            file.toString().endsWith(".json") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            log.warn("The folder {} cannot be read", folder, e);
            return List.of();
        }
    }

    private void take(Partner partner, Path file) {
        try {
            String refused = refused(partner, file);
            if (refused != null && isFresh(file)) {
                // Whoever copies it may not be done: what is half a file now is whole in the next round.
                return;
            }
            Path kept = Files.createDirectories(file.resolveSibling(refused == null ? "done" : "refused"));
            if (refused != null) {
                Files.writeString(kept.resolve(file.getFileName() + ".txt"), refused, StandardCharsets.UTF_8);
            }
            Files.move(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            if (refused != null) {
                // Who sends files is answered by nobody: without a task a message would be lost in silence.
                exceptions
                        .getObject()
                        .raise(
                                "file:" + partner.code() + ":" + partners.today(),
                                partner.code(),
                                ExchangeException.Kind.REFUSED_FILE,
                                null,
                                "%s 有文件没有收，原因写在 refused 文件夹里，请告诉对方更正后重发".formatted(partners.today()));
            }
        } catch (IOException | RuntimeException e) {
            // One file, and one partner, stops nobody else's.
            log.warn("A file of {} stays where it is until the next round", partner.code(), e);
        }
    }

    private boolean isFresh(Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return Duration.between(written, clock.instant()).compareTo(SETTLED) < 0;
    }

    /** Why a file is not taken; null for one that was. */
    private @Nullable String refused(Partner partner, Path file) throws IOException {
        if (Files.size(file) > Exchange.HEAVIEST) {
            return "文件过大，一条报文不能超过 10 MB";
        }
        try {
            receiving.getObject().receive(partner.code(), Files.readAllBytes(file), Way.FILE);
            return null;
        } catch (Refusal | NotSigned why) {
            return why.getMessage();
        }
    }
}
