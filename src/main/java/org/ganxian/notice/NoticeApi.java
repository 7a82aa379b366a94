package org.ganxian.notice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The inbox for programs. */
@Tag(name = "通知", description = "工作人员自己的通知。")
@RestController
@RequestMapping(path = "/api/notices", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class NoticeApi {

    private static final int LARGEST_PAGE = 100;

    @Schema(name = "通知列表")
    record NoticeList(
            @Schema(description = "未读的条数", example = "3") long unread,

            @Schema(description = "从新到旧") List<NoticeLine> notices,

            @Schema(description = "取下一页时 before 的值；没有下一页时为 null", example = "41", nullable = true) @Nullable
            Long next) {}

    @Schema(name = "通知")
    record NoticeLine(
            @Schema(example = "42") Long id,

            @Schema(description = "种类", example = "SLA_WARNING")
            String kind,

            @Schema(description = "诉求编号", example = "ZZ20261123-000017")
            String demandNumber,

            String title,
            String text,

            @Schema(description = "通知的时间", example = "2026-02-24T09:30:00Z")
            Instant at,

            @Schema(description = "是否已读") boolean read) {}

    private final Inbox inbox;

    @Operation(summary = "我的通知", description = "只有自己的，从新到旧。")
    @ApiResponse(responseCode = "200", description = "一页通知和未读的条数")
    @GetMapping
    NoticeList list(
            @Parameter(description = "只要编号比它小的，即更早的；不填从最新的开始", example = "42") @RequestParam(required = false)
                    Long before,
            @Parameter(description = "一页几条，1 到 100") @RequestParam(defaultValue = "20") int size) {
        if (size < 1 || size > LARGEST_PAGE) {
            throw Refusal.field("size", "size 应为 1 到 " + LARGEST_PAGE);
        }
        Inbox.Part page = inbox.part(before, size);
        return new NoticeList(
                inbox.unread(), page.entries().stream().map(NoticeApi::line).toList(), page.next());
    }

    private static NoticeLine line(InboxEntry entry) {
        Notice notice = entry.notice();
        return new NoticeLine(
                entry.id(),
                notice.kind(),
                notice.demandNumber(),
                notice.title(),
                notice.text(),
                entry.toldAt(),
                entry.isRead());
    }

    @Operation(summary = "标为已读")
    @ApiResponse(responseCode = "204", description = "已标为已读")
    @ApiResponse(responseCode = "404", description = "没有这条通知，或者不是自己的")
    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@Parameter(description = "通知的编号", example = "42") @PathVariable Long id) {
        inbox.read(id);
    }

    @Schema(name = "通知邮箱")
    record Email(
            @Schema(description = "收通知的邮箱；空白表示不收邮件", example = "li@zhangzhou.example")
            String email) {}

    @Operation(summary = "设置收通知的邮箱", description = "只能设置自己的。系统设置了邮件服务器时，通知同时发到这个邮箱。")
    @ApiResponse(responseCode = "204", description = "已设置")
    @PutMapping(path = "/email", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mailTo(@RequestBody Email email) {
        inbox.mailTo(email.email());
    }

    @Operation(summary = "全部标为已读")
    @ApiResponse(responseCode = "204", description = "已全部标为已读")
    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll() {
        inbox.readAll();
    }
}
