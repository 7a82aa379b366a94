package org.ganxian.exchange.attached;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.platform.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts the photos of a message to its case, by the checks of all photos: what they are by their bytes, viruses, pixels alone,
 * nine a case. What is not kept is said; the message counts all the same.
 */
@Component
@RequiredArgsConstructor
public class AttachedFiles {

    private static final int LARGEST = 10 * 1024 * 1024;

    private final Bodies bodies;
    private final Attachments attachments;

    /** @return zh-CN, a line for each that was not kept */
    public List<String> keep(Demand demand, StoredEnvelope message, Actor partner) {
        List<String> lost = new ArrayList<>();
        List<Bodies.File> files = of(message);
        for (int i = 0; i < files.size(); i++) {
            Bodies.File file = files.get(i);
            int number = i + 1;
            whyNot(demand, file, partner).ifPresent(why -> lost.add("第 %d 个附件没有收：%s".formatted(number, why)));
        }
        return lost;
    }

    private List<Bodies.File> of(StoredEnvelope message) {
        String body = String.valueOf(message.body());
        @Nullable
        List<Bodies.File> files = switch (message.type()) {
            case CREATE -> bodies.order(body).attachments();
            case SUPPLEMENT -> bodies.note(MessageType.SUPPLEMENT, body).attachments();
            default -> null;
        };
        return files == null ? List.of() : files;
    }

    private Optional<String> whyNot(Demand demand, Bodies.File file, Actor partner) {
        byte[] content;
        try {
            content = Base64.getDecoder().decode(String.valueOf(file.content()));
        } catch (IllegalArgumentException broken) {
            return Optional.of("content 不是 Base64");
        }
        if (content.length > LARGEST) {
            return Optional.of("超过 10 MB");
        } else if (!Objects.equals(file.size(), content.length)) {
            return Optional.of("size 与内容不符");
        } else if (!DigestUtils.sha256Hex(content).equalsIgnoreCase(file.sha256())) {
            return Optional.of("sha256 与内容不符");
        }
        return attachments.addOrSayWhyNot(demand, String.valueOf(file.name()), content, partner);
    }
}
