package org.ganxian.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demands;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Masks;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A resident's copy and deletion of all that is kept under their telephone number: two people, and each step on record. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class PrivacyRequests {

    private static final int PROOF = 200;
    private static final int OUTCOME = 4_000;

    private final PrivacyRequest.Repository requests;
    private final ResidentCases residents;
    private final PhoneNumbers phones;
    private final Demands demands;
    private final Erasure erasure;
    private final PrivacyDuty duty;
    private final Audit audit;
    private final Clock clock;

    /** A case of the resident, and why it has to be kept, zh-CN; null when it may go. */
    record Found(String number, String status, @Nullable String kept) {}

    /**
     * @throws Refusal 400 field by field; 409 when nothing of what is to be deleted may go, with each reason
     */
    PrivacyRequest ask(PrivacyRequest.@Nullable Kind kind, String phone, String proof) {
        Actor by = duty.requireAsking();
        requests.forgetPhonesDecidedBefore(clock.instant().minus(PrivacyRequest.OPEN));
        if (kind == null) {
            throw Refusal.field("kind", "请选择查阅复制还是删除");
        }
        String number = phones.own(phone)
                .map(PhoneNumbers.Written::number)
                .orElseThrow(() -> Refusal.field("phone", PhoneNumbers.HINT));
        checkProof(proof);
        List<String> cases = residents.of(number);
        if (cases.isEmpty()) {
            // Asking for numbers until one is there is on record, too.
            audit.record(by, "privacy-asked", "-");
            throw Refusal.field("phone", "系统里没有留这个号码的诉求");
        }
        PrivacyRequest asked =
                requests.save(new PrivacyRequest(kind, number, proof.strip(), cases, by.id(), clock.instant()));
        audit.record(by, "privacy-asked", asked.id().toString());
        return asked;
    }

    private static void checkProof(String proof) {
        if (proof.isBlank() || Texts.length(proof) > PROOF || !Texts.isReadable(proof)) {
            throw Refusal.field("proof", "请写明核验了什么证件、怎样核验的，最多 " + PROOF + " 字");
        } else if (!Masks.inText(proof).equals(proof)) {
            throw Refusal.field("proof", "请不要填写证件号码或电话，只写核验了什么");
        }
    }

    @Transactional(readOnly = true)
    Page<PrivacyRequest> list(
            String username,
            PrivacyRequest.@Nullable Kind kind,
            PrivacyRequest.@Nullable State state,
            boolean oldestFirst,
            PageRequest page) {
        return requests.some(
                duty.mayDecide(),
                username,
                kind == null ? EnumSet.allOf(PrivacyRequest.Kind.class) : EnumSet.of(kind),
                state == null ? EnumSet.allOf(PrivacyRequest.State.class) : EnumSet.of(state),
                page.withSort(oldestFirst ? Sort.Direction.ASC : Sort.Direction.DESC, "id"));
    }

    /** @throws Refusal 404 for one that whoever calls has neither asked nor may decide */
    @Transactional(readOnly = true)
    PrivacyRequest get(long id, String username) {
        return requests.findById(id)
                .filter(request -> request.askedBy().equals(username) || duty.mayDecide())
                .orElseThrow(() -> Refusal.notFound("没有这项申请"));
    }

    /** The cases as they stand now. */
    @Transactional(readOnly = true)
    List<Found> casesOf(PrivacyRequest request) {
        return request.cases().stream()
                .map(demands::get)
                .map(demand -> new Found(
                        demand.number(),
                        demand.status().title(),
                        erasure.whyKept(demand).orElse(null)))
                .toList();
    }

    /** @throws Refusal 403 for whoever asked, 409 when it is decided already */
    PrivacyRequest approve(long id) {
        PrivacyRequest request = waiting(id);
        Actor by = duty.requireDeciding(request.askedBy());
        String outcome = request.kind() == PrivacyRequest.Kind.EXPORT
                ? "七天内由提出人下载，交给本人"
                : erase(Optional.ofNullable(request.phone()).orElseThrow(), by);
        request.decide(true, by.id(), clock.instant(), Texts.shorten(outcome, OUTCOME));
        audit.record(by, "privacy-approved", request.id().toString());
        return request;
    }

    /** All cases there are by now; those that have to be kept stay, each with its reason. */
    private String erase(String phone, Actor by) {
        int erased = 0;
        List<String> kept = new ArrayList<>();
        for (String number : residents.of(phone)) {
            Optional<String> why = erasure.erase(number, by, "按本人要求");
            if (why.isEmpty()) {
                erased++;
            } else {
                kept.add(number + " " + why.get());
            }
        }
        return "删除 " + erased + " 件" + (kept.isEmpty() ? "" : "，依法保存 " + kept.size() + " 件：" + String.join("；", kept));
    }

    /**
     * @param why zh-CN, what the resident is told
     * @throws Refusal 400 without a reason, else as {@link #approve}
     */
    PrivacyRequest refuse(long id, String why) {
        PrivacyRequest request = waiting(id);
        Actor by = duty.requireDeciding(request.askedBy());
        if (why.isBlank() || Texts.length(why) > PROOF) {
            throw Refusal.field("why", "请写明理由，最多 " + PROOF + " 字");
        }
        request.decide(false, by.id(), clock.instant(), why.strip());
        audit.record(by, "privacy-refused", request.id().toString());
        return request;
    }

    private PrivacyRequest waiting(long id) {
        duty.requireOne();
        PrivacyRequest request = requests.findById(id).orElseThrow(() -> Refusal.notFound("没有这项申请"));
        if (!request.isWaiting()) {
            throw Refusal.conflict("这项申请已经处理过了");
        }
        return request;
    }

    /**
     * The numbers of the cases that go into the file. Each fetching is on record.
     *
     * @throws Refusal 403 for everybody but who asked, 409 before it is agreed to and after seven days
     */
    List<String> fetch(long id, Actor by) {
        PrivacyRequest request = requests.findById(id).orElseThrow(() -> Refusal.notFound("没有这项申请"));
        if (!request.askedBy().equals(by.id())) {
            throw Refusal.forbidden("只有提出申请的人可以下载，交给本人");
        }
        String phone = request.openPhone(clock.instant()).orElseThrow(() -> Refusal.conflict("还没有同意，或已超过七天"));
        audit.record(by, "privacy-exported", request.id().toString());
        return residents.of(phone);
    }
}
