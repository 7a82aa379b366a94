package org.ganxian.window.personal;

import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.privacy.PersonalData;
import org.ganxian.window.Applications;
import org.ganxian.window.flow.Application;
import org.ganxian.window.flow.Checklist;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The application, the scans of its materials, what departments wrote about it, and the documents of it. */
@Component
@Order(2)
@RequiredArgsConstructor
class ApplicationPersonalData implements PersonalData {

    private static final String OF_IT = " where application_id = (select id from application where number = ?)";

    private final Applications applications;
    private final Checklist checklist;
    private final JdbcTemplate jdbc;

    @Override
    public String title() {
        return "窗口申请";
    }

    @Override
    public List<Line> of(Case one) {
        List<Line> lines = new ArrayList<>();
        applications.find(one.number()).ifPresent(application -> {
            lines.add(new Line("申请人", application.applicant()));
            application.idNumber().ifPresent(number -> lines.add(new Line("证件号码", number)));
            application.postAddress().ifPresent(address -> lines.add(new Line("邮寄地址", address)));
            lines.add(new Line("事项", applications.itemOf(application).name()));
        });
        return lines;
    }

    @Override
    public List<File> files(Case one) {
        List<File> files = new ArrayList<>();
        applications.find(one.number()).ifPresent(application -> {
            checklist
                    .files(application)
                    .forEach(info -> files.add(new File(
                            info.id() + " " + info.name(),
                            checklist.file(application, info.id()).content())));
            documents(application, files);
        });
        return files;
    }

    private void documents(Application application, List<File> files) {
        applications
                .documents(application)
                .forEach(document -> files.add(new File(
                        document.filename(),
                        applications.document(application, document.id()).content())));
    }

    @Override
    public void erase(Case one) {
        jdbc.update(
                "update application set applicant = '（已删除）', id_number = null, post_address = null, missing = null,"
                        + " reason = null, where_instead = null, extension_reason = null, pickup_code = null, parcel = null"
                        + " where number = ?",
                one.number());
        jdbc.update("delete from material_file" + OF_IT, one.number());
        jdbc.update("update department_opinion set grounds = null" + OF_IT, one.number());
    }
}
