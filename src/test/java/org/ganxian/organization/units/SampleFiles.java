package org.ganxian.organization.units;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the files of {@code docs/samples}: 13 streets, 200 units below them and below the districts, 2,000 people. All
 * names and telephone numbers are invented. {@code java SampleFiles.java docs/samples} needs nothing else.
 */
final class SampleFiles {

    static final String UNITS = "单位.csv";
    static final String PEOPLE = "人员.csv";

    private static final String[][] STREETS = {
        {"350602", "东铺头", "西桥", "新桥", "巷口", "南坑", "通北", "芝山", "石亭"},
        {"350603", "步文", "碧湖", "蓝田", "朝阳", "景山"}
    };
    private static final Map<String, String> DISTRICTS = new TreeMap<>(Map.ofEntries(
            Map.entry("350602", "芗城区"),
            Map.entry("350603", "龙文区"),
            Map.entry("350604", "龙海区"),
            Map.entry("350605", "长泰区"),
            Map.entry("350622", "云霄县"),
            Map.entry("350623", "漳浦县"),
            Map.entry("350624", "诏安县"),
            Map.entry("350626", "东山县"),
            Map.entry("350627", "南靖县"),
            Map.entry("350628", "平和县"),
            Map.entry("350629", "华安县")));
    private static final String[] COMMUNITIES = {"榕荫", "荔园", "水仙", "锦江", "芝兰", "桂里"};
    private static final String[][] DEPARTMENTS = {
        {"城市管理局", "URBAN"}, {"住房和城乡建设局", "HOUSING"}, {"水利局", "WATER"}, {"民政局", "CIVIL"}
    };
    private static final String SURNAMES = "林陈黄吴蔡郑许郭杨庄洪苏曾沈叶方赖游江卢戴汤颜柯潘施纪邱詹简";
    private static final String FIRST = "建志美文明海桂小振丽国静青远永学雪卫少成碧雅玉彬淑宏秀金晓";
    private static final String SECOND = "国强玲辉德滨英燕宇华平清源福芳梅东军云芬";

    private final List<String> units = new ArrayList<>(List.of("代码,名称,类别,上级代码,职能"));
    private final List<String> people = new ArrayList<>(List.of("登录名,姓名,手机,单位,职责"));

    private SampleFiles() {}

    /** The files' texts by their names. */
    static Map<String, String> texts() {
        SampleFiles files = new SampleFiles();
        files.write();
        return Map.of(
                UNITS, String.join("\n", files.units) + "\n",
                PEOPLE, String.join("\n", files.people) + "\n");
    }

    private void write() {
        units.add("350600,漳州市,市,,");
        for (String duty : List.of("分拨员", "值班员", "回访员", "督办员", "管理者", "前台受理员")) {
            staff("350600", duty, 8);
        }
        DISTRICTS.forEach((code, name) -> {
            units.add("%s,%s,区县,350600,".formatted(code, name));
            staff(code, "督办员", 1);
        });
        DISTRICTS.forEach(this::departments);
        for (String[] below : STREETS) {
            for (int i = 1; i < below.length; i++) {
                street(below[0] + "%03d".formatted(i), below[i], below[0]);
            }
        }
    }

    private void departments(String district, String name) {
        for (int i = 0; i < DEPARTMENTS.length; i++) {
            String code = district + "D%02d".formatted(i + 1);
            units.add("%s,%s%s,部门,%s,%s".formatted(code, name, DEPARTMENTS[i][0], district, DEPARTMENTS[i][1]));
            staff(code, "派单员", 1);
            staff(code, "党员", 3);
            staff(code, "审核人", 1);
            staff(code, "负责人", 1);
        }
    }

    private void street(String code, String name, String district) {
        units.add("%s,%s街道,街道,%s,".formatted(code, name, district));
        staff(code, "督办员", 1);
        staff(code, "前台受理员", 1);
        staff(code, "窗口出件员", 1);
        for (int i = 0; i < COMMUNITIES.length; i++) {
            String community = code + "%03d".formatted(i + 1);
            units.add("%s,%s%s社区,社区,%s,".formatted(community, name, COMMUNITIES[i], code));
            units.add("%sB1,%s%s社区党支部,党支部,%s,".formatted(community, name, COMMUNITIES[i], community));
            staff(community + "B1", "派单员", 1);
            staff(community + "B1", "党员", 20);
        }
    }

    private void staff(String unit, String duty, int many) {
        for (int i = 0; i < many; i++) {
            int n = people.size();
            people.add("gx%04d,%s%s%s,1380001%04d,%s,%s"
                    .formatted(
                            n,
                            SURNAMES.charAt(n % SURNAMES.length()),
                            FIRST.charAt(n / 7 % FIRST.length()),
                            SECOND.charAt(n / 3 % SECOND.length()),
                            n,
                            unit,
                            duty));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, String> file : texts().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
