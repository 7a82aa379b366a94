package org.ganxian.intake.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import lombok.RequiredArgsConstructor;
import org.ganxian.intake.Challenges;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The question that lets a program go on which has nearly used up its calls. */
@Tag(name = "诉求")
@RestController
@RequiredArgsConstructor
class ChallengeApi {

    @Schema(name = "题目")
    record Asked(
            @Schema(description = "题目，给人看", example = "三加五等于几？")
            String question,

            @Schema(description = "放在请求头 X-Challenge 里交回；只能用一次")
            String challenge,

            @Schema(description = "多少秒内有效", example = "600") long validSeconds) {}

    private final Challenges challenges;

    @Operation(
            summary = "取一道题",
            description = "点单或者申请返回 429 并要求先答题时用：请把 challenge 原样放在请求头 X-Challenge、答案放在 X-Challenge-Answer（数字），"
                    + "再提交一次。题目是给人答的，请显示给正在填写的群众。")
    @ApiResponse(responseCode = "200", description = "题目")
    @GetMapping(path = "/api/challenge", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Asked> ask() {
        Challenges.Question question = challenges.ask();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Asked(question.text(), question.seal(), Challenges.VALID.toSeconds()));
    }
}
