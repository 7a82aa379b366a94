package org.ganxian.intake.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.suggestion.CategorySuggestions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The codes that an order may name: categories and places. */
@Tag(name = "目录", description = "点单要用的分类编码和地点编码")
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class CatalogueApi {

    private static final CacheControl CATEGORIES_KEEP =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
    private static final CacheControl UNITS_KEEP =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();
    private static final String SEPARATOR = " / ";

    @Schema(name = "分类")
    record CategoryItem(
            @Schema(description = "编码") String code,
            @Schema(description = "级别，1 到 3", example = "3") int level,

            @Schema(description = "上一级的编码；第一级为 null") @Nullable
            String parent,

            @Schema(description = "名称") String name,
            @Schema(description = "从第一级起的路径") String path) {}

    @Schema(name = "单位")
    record UnitItem(
            @Schema(description = "编码", example = "350602004001")
            String code,

            @Schema(description = "类型") Unit.Kind kind,
            @Schema(description = "类型名称", example = "社区") String kindName,
            @Schema(description = "上级的编码；市为 null") @Nullable String parent,
            @Schema(description = "名称", example = "榕荫社区") String name,

            @Schema(description = "从市起的路径", example = "漳州市 / 芗城区 / 巷口街道 / 榕荫社区")
            String path,

            @Schema(description = "true 表示虚构的演示数据") boolean demo) {}

    private final Categories categories;
    private final Units units;
    private final CategorySuggestions suggestions;

    @Operation(summary = "诉求分类", description = "三级分类的平铺列表，上级在下级之前。诉求可以归入任一级。支持 ETag。")
    @ApiResponse(responseCode = "200", description = "分类列表")
    @GetMapping("/categories")
    ResponseEntity<List<CategoryItem>> categories(
            @Parameter(description = "只列出名称或路径中含有这些字的", example = "路灯") @RequestParam(required = false) String q,
            @Parameter(description = "只列出这一级：1、2 或 3") @RequestParam(required = false) Integer level) {
        return ResponseEntity.ok()
                .cacheControl(CATEGORIES_KEEP)
                .body(categories.all().stream()
                        .filter(c -> level == null || c.level() == level)
                        .map(this::item)
                        .filter(c -> contains(q, c.path(), c.code()))
                        .toList());
    }

    @Operation(summary = "分类建议", description = "按写的话建议分类，最可能的在前，最多 5 个；没有把握时是空列表。")
    @ApiResponse(responseCode = "200", description = "建议，附理由")
    @GetMapping("/categories/suggestions")
    List<CategorySuggestions.Suggestion> suggestions(
            @Parameter(description = "群众写的话，最多 5000 字", example = "路灯不亮") @RequestParam(defaultValue = "")
                    String text) {
        return suggestions.of(null, text);
    }

    private CategoryItem item(Category c) {
        return new CategoryItem(
                c.code(), c.level(), c.parent(), c.name(), String.join(SEPARATOR, categories.path(c.code())));
    }

    @Operation(summary = "地点与单位", description = "缺省列出诉求可以发生的地方（市、区县、街道、社区）；用 kind 列出某一类型，例如党支部。支持 ETag。")
    @ApiResponse(responseCode = "200", description = "单位列表")
    @GetMapping("/units")
    ResponseEntity<List<UnitItem>> units(
            @Parameter(description = "只列出名称或路径中含有这些字的", example = "巷口") @RequestParam(required = false) String q,
            @Parameter(description = "只列出这一类型") @RequestParam(required = false) Unit.Kind kind) {
        Map<String, String> paths = new HashMap<>();
        List<Unit> all = units.open();
        Map<String, Unit> byCode = new HashMap<>();
        all.forEach(u -> byCode.put(u.code(), u));
        return ResponseEntity.ok()
                .cacheControl(UNITS_KEEP)
                .body(all.stream()
                        .filter(u -> kind == null ? u.kind().isPlace() : u.kind() == kind)
                        .map(u -> item(u, path(u, byCode, paths)))
                        .filter(u -> contains(q, u.path(), u.code()))
                        .toList());
    }

    private static UnitItem item(Unit u, String path) {
        return new UnitItem(u.code(), u.kind(), u.kind().title(), u.parent(), u.name(), path, u.isDemo());
    }

    /** As {@link Units#path}, for a whole list without a query a unit. */
    private static String path(Unit unit, Map<String, Unit> byCode, Map<String, String> known) {
        String path = known.get(unit.code());
        if (path == null) {
            Unit parent = byCode.get(unit.parent());
            path = parent == null ? unit.name() : path(parent, byCode, known) + SEPARATOR + unit.name();
            known.put(unit.code(), path);
        }
        return path;
    }

    private static boolean contains(String q, String path, String code) {
        if (q == null || q.isBlank()) {
            return true;
        }
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        return path.toLowerCase(Locale.ROOT).contains(wanted)
                || code.toLowerCase(Locale.ROOT).equals(wanted);
    }
}
