package org.ganxian.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be applied for. Days are those of Asia/Shanghai. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ServiceItems {

    private final ServiceItem.Repository items;

    /** Items that can be applied for on this day, by code. */
    public List<ServiceItem> available(LocalDate day) {
        return items.validOn(day);
    }

    /**
     * The version of an item in force on this day; empty when none. Of exactly this code: MySQL alone would also take
     * capital letters for it.
     */
    public Optional<ServiceItem> find(@Nullable String code, LocalDate day) {
        return code != null && ServiceDraft.isCode(code) ? items.validOn(code, day) : Optional.empty();
    }

    /**
     * A version by its id: an application keeps the version it was filed under.
     *
     * @throws IllegalStateException for an id that no version has
     */
    public ServiceItem version(Long id) {
        return items.findById(id).orElseThrow(() -> new IllegalStateException("No service item " + id));
    }
}
