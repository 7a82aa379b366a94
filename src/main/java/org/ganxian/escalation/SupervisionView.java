package org.ganxian.escalation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.escalation.Supervision.Outcome;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A supervision as supervisors and managers read it: units and duties, never a person's name. */
@Schema(name = "督办")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SupervisionView(
        @Schema(description = "编号", example = "7") Long id,

        @Schema(description = "诉求编号", example = "ZZ20261123-000017")
        String number,

        @Schema(description = "诉求标题") String title,

        @Schema(description = "原因", example = "首次响应超时 35 分钟")
        String cause,

        @Schema(description = "由谁发起；超时的为系统", example = "系统") String raisedBy,
        @Schema(description = "发起时间") Instant raisedAt,
        @Schema(description = "督办层级", example = "街道") String level,
        @Schema(description = "督办单位", example = "巷口街道") String unit,
        @Schema(description = "责任方", example = "榕荫社区党支部派单员") String owner,

        @Schema(description = "发起时已超时多少分钟，按该时限自己的计时方式；人工督办为 0")
        long lateMinutes,

        @Schema(description = "应于何时前答复") Instant answerDue,

        @Schema(description = "结果；未答复时省略", example = "同意延时") @Nullable
        String outcome,

        @Schema(description = "由谁答复；没有人答复时省略") @Nullable String answeredBy,
        @Schema(description = "答复或结束时间；未答复时省略") @Nullable Instant endedAt) {

    @Component
    @RequiredArgsConstructor
    static class Views {

        private final Units units;
        private final Supervisors supervisors;
        private final CurrentActor actors;
        private final Demands demands;

        SupervisionView of(Supervision supervision) {
            return of(List.of(supervision)).get(0);
        }

        /** However many they are, what is said of them is read at once. */
        @Transactional(readOnly = true)
        public List<SupervisionView> of(List<Supervision> some) {
            Map<String, String> titles =
                    demands.all(some.stream().map(Supervision::subject).collect(Collectors.toSet())).stream()
                            .collect(Collectors.toMap(Demand::number, Demand::title));
            Map<String, String> owners =
                    supervisors.titlesOf(some.stream().map(Supervision::owner).collect(Collectors.toSet()));
            Map<String, Actor> people = actors.ofIds(some.stream()
                    .flatMap(s -> Stream.concat(Stream.of(s.raisedBy()), s.answeredBy().stream()))
                    .collect(Collectors.toSet()));
            return some.stream()
                    .map(s -> new SupervisionView(
                            s.id(),
                            s.subject(),
                            Objects.requireNonNull(titles.get(s.subject()), s::subject),
                            SupervisionNotices.cause(s),
                            Objects.requireNonNull(people.get(s.raisedBy())).title(),
                            s.raisedAt(),
                            s.level().title(),
                            units.get(s.unitCode()).name(),
                            Objects.requireNonNull(owners.get(s.owner())),
                            s.lateMinutes(),
                            s.answerDue(),
                            s.outcome().map(Outcome::title).orElse(null),
                            s.answeredBy().map(people::get).map(Actor::title).orElse(null),
                            s.endedAt().orElse(null)))
                    .toList();
        }
    }
}
