package org.ganxian.engine.tables;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tables of rules that are not in force because they make no sense, as this node found them at its start. */
@Component
public class RefusedTables {

    private volatile List<String> shipped = List.of();
    private volatile List<String> deployed = List.of();

    /** zh-CN: which table, which row, why. */
    public List<String> reasons() {
        return Stream.concat(shipped.stream(), deployed.stream()).toList();
    }

    /** Those of this version of the product. */
    public void refuseShipped(List<String> reasons) {
        shipped = List.copyOf(reasons);
    }

    /** Those in the database. */
    public void refuseDeployed(List<String> reasons) {
        deployed = List.copyOf(reasons);
    }
}
