package org.ganxian.catalogue;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * One of the papers that an application needs.
 *
 * @param code unique within its item
 * @param required false for what may follow later (容缺)
 * @param heldBy who already has it and is asked instead of the applicant, zh-CN, for example 公安机关（户籍数据共享）; null when
 *     the applicant brings it
 * @param note what to look out for, zh-CN; null when there is nothing
 */
@Embeddable
public record Material(
        String code,
        String name,
        boolean required,
        @Nullable String heldBy,
        @Nullable String note) {

    /** Whether the applicant brings it. */
    public boolean isBrought() {
        return heldBy == null;
    }
}
