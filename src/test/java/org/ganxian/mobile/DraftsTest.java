package org.ganxian.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Step;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A draft that a phone kept is sent exactly once, by whom it is from, and while its order is theirs. */
@IntegrationTest
@Tag("any-database")
class DraftsTest extends OnThePhone {

    /** Claimed and contacted; what is left is to serve. */
    private String beingServed() {
        assertThat(claims(member).status()).isEqualTo(302);
        assertThat(contacts(key()).status()).isEqualTo(200);
        return task("serve-order");
    }

    @Test
    void aRepetitionIsAnsweredAsBeforeAndDoesNothing() {
        String serving = beingServed();
        String key = key();
        Answer first = reports(serving, key, REPORT);
        Answer again = reports(serving, key, REPORT);
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(count(Step.REPORTED)).isEqualTo(1);
        assertThat(attachments.of(lamp)).hasSize(1);
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() {
        String serving = beingServed();
        String key = key();
        reports(serving, key, REPORT);
        for (Answer other : List.of(
                reports(serving, key, "另外还换了开关"),
                member.send(serving + "/steps", draft(key, "member1", "REPORT", REPORT)))) {
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.reason()).contains("已经送到");
        }
        assertThat(count(Step.REPORTED)).isEqualTo(1);
    }

    @Test
    void twinsAtTheSameMomentDoItOnce() throws Exception {
        String serving = beingServed();
        int twins = 6;
        ExecutorService phones = Executors.newFixedThreadPool(twins);
        try {
            String key = key();
            CyclicBarrier together = new CyclicBarrier(twins);
            List<Callable<Answer>> calls = Collections.nCopies(twins, () -> {
                together.await();
                return reports(serving, key, REPORT);
            });
            Set<String> answers = new HashSet<>();
            for (Future<Answer> call : phones.invokeAll(new ArrayList<>(calls))) {
                assertThat(call.get().status()).as(call.get().toString()).isEqualTo(200);
                answers.add(call.get().body());
            }
            assertThat(answers).hasSize(1);
        } finally {
            phones.shutdownNow();
        }
        assertThat(count(Step.REPORTED)).isEqualTo(1);
        assertThat(attachments.of(lamp)).hasSize(1);
    }

    @Test
    void aRefusedDraftKeepsNothingAndMayBeSentAgain() {
        String serving = beingServed();
        String key = key();
        Answer noPhoto = member.send(
                serving + "/steps",
                draft(key, "member1", "REPORT", REPORT)
                        .file("photos", "a.png", Pictures.png())
                        .file("photos", "b.png", "not a photo".getBytes()));
        assertThat(noPhoto.status()).isEqualTo(400);
        assertThat(noPhoto.reason()).contains("只能上传照片");
        assertThat(attachments.of(lamp)).isEmpty();
        assertThat(count(Step.REPORTED)).isZero();
        assertThat(reports(serving, key, REPORT).status()).isEqualTo(200);
    }

    @Test
    void aDraftOfSomebodyElseIsNotSentWithThisLogin() {
        String serving = beingServed();
        String key = key();
        Answer stolen = member.send(serving + "/steps", draft(key, "member2", "REPORT", REPORT));
        assertThat(stolen.status()).isEqualTo(403);
        assertThat(stolen.reason()).contains("另一位工作人员");
        reports(serving, key, REPORT);
        // The key of one person opens nothing to another.
        Answer other = onThePhone("member2").send(serving + "/steps", draft(key, "member2", "REPORT", REPORT));
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.body()).doesNotContain(lamp.number());
        assertThat(count(Step.REPORTED)).isEqualTo(1);
    }

    @Test
    void whatAnotherMemberHasTakenIsRefusedOnPageAndDraft() {
        claims(onThePhone("member2"));
        Answer late = claims(member);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("已被他人领取");
        Answer draft = contacts(key());
        assertThat(draft.status()).isEqualTo(409);
        assertThat(draft.reason()).isEqualTo("该任务已由他人办理，您不能提交");
        assertThat(member.get(task("claim-order")).body())
                .contains("已由他人领取")
                .doesNotContain("13900000001", "name=\"text\"");
    }

    @Test
    void aWithdrawnOrderTakesNoDraft() {
        String serving = beingServed();
        story.withdraws(demands.get(lamp.number()));
        Answer late = reports(serving, key(), REPORT);
        assertThat(late.status()).isEqualTo(404);
        assertThat(late.reason()).contains("已被办结或撤回");
        assertThat(member.get("/m/orders/" + lamp.number()).status()).isEqualTo(302);
    }

    @Test
    void nothingIsDoneBeforeTheClaimOrOutOfTurn() {
        Answer early = contacts(key());
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.reason()).isEqualTo("请先接单，再送出");
        claims(member);
        Answer outOfTurn = reports(task("claim-order"), key(), REPORT);
        assertThat(outOfTurn.status()).isEqualTo(409);
        assertThat(outOfTurn.reason()).contains("现在不能办理结果");
        assertThat(attachments.of(lamp)).isEmpty();
    }
}
