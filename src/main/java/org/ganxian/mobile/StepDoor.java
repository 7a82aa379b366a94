package org.ganxian.mobile;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.platform.Refusal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Where the phone sends its drafts; one request carries text and photos, so that both are kept or neither. */
@RestController
@Hidden
@RequiredArgsConstructor
class StepDoor {

    /**
     * The same for every repetition.
     *
     * @param message zh-CN: what has happened
     * @param next path below the context's of where the order is now for this person
     */
    record Answer(String number, String message, String next) {}

    private final Steps steps;

    @PostMapping("/m/tasks/{taskId}/steps")
    Answer take(
            @PathVariable String taskId,
            @RequestParam(required = false) String key,
            @RequestParam(required = false) String person,
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String channel,
            @RequestParam(required = false) String text,
            @RequestParam(required = false) List<MultipartFile> photos)
            throws IOException {
        StepKind what = StepKind.of(kind);
        OncePerKey.Placed done = steps.take(new StepRequest(taskId, key, person, what, channel, text, read(photos)));
        String number = done.demand().number();
        return new Answer(number, what.done(), "/m/orders/" + number);
    }

    private static List<StepRequest.Photo> read(List<MultipartFile> parts) throws IOException {
        List<StepRequest.Photo> photos = new ArrayList<>();
        for (MultipartFile part : parts == null ? List.<MultipartFile>of() : parts) {
            if (part.isEmpty()) {
                throw Refusal.field("photos", "有一张照片是空的，请重新选择");
            }
            photos.add(new StepRequest.Photo(part.getOriginalFilename(), part.getBytes()));
        }
        return photos;
    }
}
