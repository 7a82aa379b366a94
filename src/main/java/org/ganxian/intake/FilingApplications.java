package org.ganxian.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.MaterialUpload;
import org.ganxian.window.filed.NewApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Files applications that come over the wire, each once, and takes what is supplied to them. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FilingApplications {

    private final Applications applications;
    private final BrokenRules brokenRules;
    private final OncePerKey oncePerKey;
    private final RetriedTransaction transaction;
    private final CurrentActor currentActor;
    private final PhoneNumbers phones;
    private final ObjectMapper json;

    /** All that is wrong with the fields of the request, zh-CN by field; empty when all is well. */
    public Map<String, String> wrong(ApplicationRequest request) {
        Map<String, String> wrong = new LinkedHashMap<>(brokenRules.of(request));
        applications.wrong(request.canonical(phones).toApplication(null)).forEach(wrong::putIfAbsent);
        return wrong;
    }

    /**
     * Files the application, or finds the one that the same key, request and files filed before.
     *
     * @param key the client's own, null when it sent none
     * @throws Refusal 400 for what is wrong, by field, 409 for too many files, 413 for a file that is too large, 422 for
     *     a key that stood for another request
     */
    public OncePerKey.Placed file(ApplicationRequest request, List<MaterialUpload> files, @Nullable String key) {
        ApplicationRequest filed = request.canonical(phones);
        PlacingOrders.requireOpen(filed.source(), currentActor);
        Map<String, String> wrong = wrong(request);
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        NewApplication application = filed.toApplication(currentActor.username().orElse(null));
        return oncePerKey.place(
                key, key == null ? "" : content(filed, files), () -> applications.file(application, Set.of(), files));
    }

    /**
     * The applicant supplies what was missing.
     *
     * @param note may be null
     * @throws Refusal as {@link Applications#supplement}
     */
    public void supplement(String number, @Nullable String code, @Nullable String note, List<MaterialUpload> files) {
        transaction.run(() -> applications.supplement(number, code, note, files));
    }

    private String content(ApplicationRequest filed, List<MaterialUpload> files) {
        try {
            return json.writeValueAsString(filed)
                    + files.stream()
                            .map(f -> "\n" + f.material() + " " + DigestUtils.sha256Hex(f.content()))
                            .collect(Collectors.joining());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
