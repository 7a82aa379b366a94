package org.ganxian.mobile;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A draft that the phone sends.
 *
 * @param key made when the draft was begun; the same for every attempt to send it
 * @param person who wrote it
 * @param channel of a contact, null for the others
 */
record StepRequest(
        String taskId,
        String key,
        String person,
        StepKind kind,
        @Nullable String channel,
        String text,
        List<Photo> photos) {

    record Photo(String name, byte[] content) {}

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    StepRequest {
        if (key == null || !KEY.matcher(key).matches()) {
            throw Refusal.field("key", "草稿的编号不正确，请复制文字后另写一份");
        }
        if (kind == StepKind.CONTACT) {
            if (channel == null || channel.isBlank()) {
                throw Refusal.field("channel", "请选择联系方式");
            }
        } else {
            channel = null;
        }
        if (kind != StepKind.REPORT && !photos.isEmpty()) {
            throw Refusal.field("photos", "只有办理结果可以带照片");
        }
        text = kind.checked(text);
    }

    /** All that the key stands for, as one text. */
    String content() {
        StringBuilder content = new StringBuilder();
        content.append(taskId).append('\n').append(kind).append('\n').append(channel);
        photos.forEach(p -> content.append('\n').append(DigestUtils.sha256Hex(p.content())));
        return content.append('\n').append(text).toString();
    }
}
