import Foundation
import Servqual
import XCTest

/// Each survey model as an app uses it, and what it refuses.
final class SurveyModelsTests: XCTestCase {
    private let asked = ["prompt", "polite", "clean"]
    private let expectation = ["e_prompt", "e_polite", "e_clean"]
    private let perception = ["p_prompt", "p_polite", "p_clean"]

    private func instrument() throws -> Instrument {
        try Instrument.fromJson(
            json: """
                {"id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "staff"}, {"id": "place"}],
                 "items": [{"id": "prompt", "dimension": "staff"}, {"id": "polite", "dimension": "staff"},
                     {"id": "clean", "dimension": "place"}]}
                """)
    }

    private func columns(_ columns: [String: [Int?]]) throws -> Columns {
        let table = Columns()
        for (name, answers) in columns { try table.add(ratings: answers, named: name) }
        return table
    }

    private func answers() throws -> Columns {
        try columns([
            "e_prompt": [7, 6, 7, 7, 6, 7], "e_polite": [6, 6, 7, 6, 5, 6], "e_clean": [4, 5, 4, 3, 4, 5],
            "p_prompt": [3, 4, 2, 4, 3, 3], "p_polite": [6, 5, 7, 6, 6, 5], "p_clean": [5, 5, 6, 4, 5, 6],
            "overall": [4, 4, 4, 5, 4, 3],
        ])
    }

    private func assertRefused<T>(_ code: String, line: UInt = #line, _ act: () throws -> T) {
        XCTAssertThrowsError(try act(), line: line) { error in
            XCTAssertEqual((error as? QualityError)?.code(), code, line: line)
            XCTAssertGreaterThan("\(error)".count, 20, line: line)
        }
    }

    func testWhereToConcentrateAndHowSurely() throws {
        let answers = try answers()
        let tally = try ImportancePerformanceTally(instrument: instrument(), crosshair: .scaleMidpoint)
        try tally.observe(columns: answers, importance: expectation, performance: perception)
        let prompt = try tally.finish().items[0]
        XCTAssertEqual(prompt.quadrant, .concentrateHere)
        XCTAssertEqual(quadrantLabel(quadrant: .concentrateHere).zh, "集中改进")

        func sure(_ options: BootstrapOptions) throws -> QuadrantBootstrap {
            try bootstrapQuadrants(
                tally: tally, columns: answers, importance: expectation, performance: perception, options: options)
        }
        let found = try sure(BootstrapOptions(seed: 1))
        XCTAssertEqual(found.items[0].decided, .concentrateHere)
        XCTAssertEqual(try quadrantBootstrapFromJson(json: found.toJson()), found)

        let points = [
            ImportancePerformancePoint(id: "staff", importance: 0.4, performance: 3.1),
            ImportancePerformancePoint(id: "place", importance: 0.1, performance: 5.2),
        ]
        let placed = try placePoints(points: points, crosshair: .median)
        XCTAssertEqual(placed.map(\.quadrant), [.concentrateHere, .possibleOverkill])
        assertRefused("invalid_parameter") { try placePoints(points: points, crosshair: .scaleMidpoint) }
        assertRefused("invalid_parameter") { try sure(BootstrapOptions(replicates: 10)) }
        assertRefused("length_mismatch") {
            try tally.observe(columns: answers, importance: expectation, performance: ["p_prompt"])
        }
    }

    func testWhatDrivesSatisfaction() throws {
        func driver(_ id: String) -> Driver {
            Driver(id: id, label: BilingualLabel(zh: "", en: ""), scale: Scale(minimum: 1, maximum: 7))
        }
        let (answers, drivers) = (try answers(), ["p_prompt", "p_polite"])
        let tally = try KeyDriverTally(outcome: driver("overall"), drivers: [driver("prompt"), driver("polite")])
        try tally.observe(columns: answers, outcome: "overall", drivers: drivers)
        let report = try KeyDriverTally.fromBytes(bytes: tally.toBytes()).finish()
        let parts = report.drivers.map { $0.lmg.estimate! }.reduce(0, +)
        XCTAssertEqual(parts, report.rSquared.estimate!, accuracy: 1e-12)
        XCTAssertEqual(try keyDriverReportFromJson(json: report.toJson()), report)

        let sure = try bootstrapKeyDrivers(
            tally: tally, columns: answers, outcome: "overall", drivers: drivers,
            options: BootstrapOptions(replicates: 100, seed: 3, threads: 2))
        XCTAssertEqual(sure.replicates + sure.failed, 100)

        let published = try keyDriversOfCorrelations(
            outcome: driver("overall"), drivers: [driver("staff"), driver("speed")],
            correlations: [[1, 0], [0, 1]], withOutcome: [0.6, 0.4], n: 200)
        XCTAssertEqual(published.drivers[0].lmg.estimate!, 0.36, accuracy: 1e-15)
        assertRefused("invalid_parameter") {
            try keyDriversOfCorrelations(
                outcome: driver("y"), drivers: [driver("x")], correlations: [[2]], withOutcome: [0.5], n: 10)
        }
        assertRefused("duplicate_id") { try KeyDriverTally(outcome: driver("a"), drivers: [driver("a")]) }
    }

    func testTheFourFormsWithPointsThatRespondentsShare() throws {
        let answers = try answers()
        try answers.add(integers: [70, 60, 80, 50, 60, 90], named: "w_staff")
        try answers.add(integers: [30, 40, 20, 50, 40, 10], named: "w_place")
        let forms = try ServqualFormTally(instrument: instrument(), importance: .dimensionPoints(rule: .share100))
        try forms.observe(
            columns: answers, expectation: expectation, perception: perception, points: ["w_staff", "w_place"])
        let overall = try forms.finish().overall
        XCTAssertLessThan(overall.importanceWeightedGap!.estimate!, overall.gap.estimate!)
        assertRefused("wrong_observations") {
            try forms.observe(columns: answers, expectation: expectation, perception: perception)
        }
    }

    func testWhichFormPredictsSatisfactionAndWhoExpectsTheMost() throws {
        let (instrument, answers) = (try instrument(), try answers())
        let validity = try FormValidityTally(instrument: instrument, overall: Scale(minimum: 1, maximum: 7))
        try validity.observe(columns: answers, expectation: expectation, perception: perception, overall: "overall")
        XCTAssertEqual(try validity.finish().forms[0].form, .gap)
        assertRefused("unknown_id") {
            try validity.observe(columns: answers, expectation: expectation, perception: perception, overall: "overal")
        }
        let ceiling = try ExpectationCeilingTally(instrument: instrument)
        try ceiling.observe(columns: answers, expectation: expectation)
        let report = try ceiling.finish()
        XCTAssertEqual(report.items[0].atTop.estimate!, 4.0 / 6.0, accuracy: 1e-15)
        XCTAssertEqual(try expectationCeilingReportFromJson(json: report.toJson()), report)
    }

    func testSegmentsSideBySide() throws {
        let (table, answers) = (try ServqualTable(instrument: instrument()), try answers())
        try table.observe(
            columns: answers, segments: ["new", "new", "new", "old", "old", "old"], expectation: expectation,
            perception: perception)
        let report = try ServqualTable.fromBytes(bytes: table.toBytes()).finish()
        XCTAssertEqual(report.segments.map(\.segment), ["new", "old"])
        XCTAssertEqual(try table.total().respondents, 6)
        let compared = try table.compare(pairs: .reference(segment: "old"))
        XCTAssertEqual(try segmentComparisonReportFromJson(json: compared.toJson()), compared)
        assertRefused("unknown_id") { try table.compare(pairs: .reference(segment: "gone")) }
        assertRefused("length_mismatch") {
            try table.observe(columns: answers, segments: ["new"], expectation: expectation, perception: perception)
        }
    }

    func testWeightedSamplesAndTheDiagnosisOfWhatWasMeasured() throws {
        let (instrument, answers) = (try instrument(), try answers())
        try answers.add(reals: [1, 2, 0.5, 1, 1.5, 1], named: "weight")
        let weighted = try WeightedGapTally(instrument: instrument)
        try weighted.observe(columns: answers, expectation: expectation, perception: perception, weight: "weight")
        let gaps = try weighted.finish()
        XCTAssertLessThan(gaps.items[0].gap.estimate!, -3)
        XCTAssertEqual(try weightedGapReportFromJson(json: gaps.toJson()), gaps)
        assertRefused("unknown_id") {
            try weighted.observe(columns: answers, expectation: expectation, perception: perception, weight: "wait")
        }
        let survey = try ServqualTally(instrument: instrument)
        try survey.observe(columns: answers, expectation: expectation, perception: perception)
        let diagnosis = try diagnoseGaps(reports: GapReports(customer: survey.finish()))
        XCTAssertEqual(diagnosis.findings[0].gap, .customer)
        XCTAssertEqual(try gapDiagnosisFromJson(json: diagnosis.toJson()), diagnosis)
        assertRefused("too_few_observations") { try diagnoseGaps(reports: GapReports()) }
    }

    func testPromisesAgainstWhatWasDelivered() throws {
        let register = try PromiseRegister.fromJson(
            json: """
                [{"id": "arrival", "channel": "app", "subject": {"standard": {"id": "delivery_time"}},
                  "target": {"bound": "at_most", "value": 3600, "unit": "second"}, "published": "2026-01-15"}]
                """)
        XCTAssertEqual(register.promiseIds(), ["arrival"])
        let keeping = try PromiseKeepingTally(register: register)
        let arrivals = Array(repeating: "arrival", count: 4)
        try keeping.observe(promises: arrivals, promised: [1800, 2400, 1800, 3600], delivered: [1700, 3000, 1800, 4000])
        XCTAssertEqual(try keeping.finish().kept.estimate, 0.5)
        let waits = try fullResolutionTime(options: DurationOptions(statistic: .mean))
            .measure(durations: [3000.0, 4200, 3900])
        let gap = try communicationGap(register: register, delivered: [DeliveredLevel(promise: "arrival", measure: waits)])
        XCTAssertEqual(try communicationGapReportFromJson(json: gap.toJson()), gap)
        assertRefused("unknown_id") { try keeping.observe(promises: ["departure"], promised: [1], delivered: [1]) }
        assertRefused("invalid_document") { try PromiseRegister.fromJson(json: "[{}]") }
    }

    func testAntecedentsFromAQuestionnaire() throws {
        let staff = try Instrument.fromJson(
            json: """
                {"id": "staff", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "teamwork"}],
                 "items": [{"id": "q1", "dimension": "teamwork"}, {"id": "q2", "dimension": "teamwork"}]}
                """)
        let tally = try AntecedentTally(questionnaire: staff)
        try tally.observe(columns: columns(["q1": [6, 5, 7, 6], "q2": [5, 6, 7, 4]]), answers: ["q1", "q2"])
        let report = try tally.finish()
        XCTAssertEqual(report.antecedents[0].gap, .delivery)
        XCTAssertEqual(try antecedentReportFromJson(json: report.toJson()), report)
        assertRefused("unknown_id") { try AntecedentTally(questionnaire: instrument()) }
    }

    func testWhatManagersBelieve() throws {
        let tally = try BeliefGapTally(gap: .knowledge, instrument: instrument())
        try tally.observe(columns: answers(), side: .customers, expectation: expectation)
        let managers = try columns(["prompt": [4, 5, 4], "polite": [6, 6, 7], "clean": [6, 6, 7]])
        try tally.observe(columns: managers, side: .managers, expectation: asked)
        let report = try tally.finish()
        XCTAssertEqual(report.gap.number(), 1)
        XCTAssertGreaterThan(report.items[0].gap.estimate!, 2)
        XCTAssertEqual(try beliefGapReportFromJson(json: report.toJson()), report)
        assertRefused("wrong_observations") {
            try tally.observe(columns: managers, side: .employees, expectation: asked)
        }
        XCTAssertEqual(antecedents().count, 16)
        XCTAssertFalse(gapCauses().isEmpty || gapRemedies().isEmpty || gapChecklists().isEmpty)
        XCTAssertEqual(serviceGapLabel(gap: .knowledge).en, "Gap 1, knowledge gap")
    }

    func testNeedsWithoutStandardsAndStandardsThatAreNotKept() throws {
        let handbook = try Handbook.fromToml(text: standards)
        let needs = try needsOfItems(instrument: instrument()).map { need in
            need.id == "prompt"
                ? ServiceNeed(id: need.id, label: need.label, standards: ["prompt_answer"], expected: nil) : need
        }
        XCTAssertEqual(try standardsGap(needs: needs, handbook: handbook, on: "2026-03-01").uncovered, ["polite", "clean"])
        assertRefused("invalid_parameter") { try standardsGap(needs: needs, handbook: handbook, on: "1 March") }

        let tally = AssessmentTally(handbook: handbook)
        try tally.observe(csv: "wait\n30\n300\n200\n40\n")
        let delivered = try deliveryGap(conformances: tally.finish().standards)
        XCTAssertEqual(delivered.standards[0].shortfall.shortfall.estimate!, 0.4, accuracy: 1e-12)
        XCTAssertEqual(try deliveryGapReportFromJson(json: delivered.toJson()), delivered)
        assertRefused("too_few_observations") { try deliveryGap(conformances: []) }
    }

    func testCarelessRespondentsAreNamedNotDropped() throws {
        let rows = try columns(["prompt": [7, 5, 4], "polite": [7, 6, nil], "clean": [7, 5, nil]])
        let report = try flagRespondents(
            instrument: instrument(), columns: rows, perception: asked, options: QualityOptions(leastAnswers: 3))
        XCTAssertEqual(report.count(flag: .straightLining), 1)
        XCTAssertEqual(report.kept(flags: [.straightLining]), [1, 2])
        XCTAssertEqual(try qualityReportFromJson(json: report.toJson()), report)
        assertRefused("outside_scale") {
            try flagRespondents(
                instrument: instrument(), columns: columns(["prompt": [8]]), perception: ["prompt", "prompt", "prompt"])
        }
    }

    func testGapsWithIntervalsByBootstrapAndCorrections() throws {
        let tests = try GapTestTally(instrument: instrument())
        try tests.observe(columns: answers(), expectation: expectation, perception: perception)
        let sure = try tests.bootstrap(options: BootstrapOptions(replicates: 200, seed: 5))
        XCTAssertEqual(sure.items[0].gap.interval?.method, .bootstrapBca)
        XCTAssertEqual(try tests.bootstrap(options: BootstrapOptions(replicates: 200, seed: 5, threads: 2)), sure)
        XCTAssertEqual(holm(pValues: [0.01, 0.04, 0.03]), [0.03, 0.06, 0.06])
        XCTAssertEqual(benjaminiHochberg(pValues: [0.01, 0.04, 0.03]), [0.03, 0.04, 0.04])

        let median = try bootstrap([1, 2, 2.5, 3, 7, 9.5], options: BootstrapOptions(seed: 1)) { drawn in
            let sorted = drawn.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        XCTAssertEqual(median.estimate, 2.75)
        XCTAssertLessThanOrEqual(median.lower, 2.75)
        assertRefused("invalid_parameter") { try bootstrap([1, 2]) { _ in Double.nan } }
        assertRefused("too_few_observations") { try bootstrap([1]) { $0[0] } }
    }

    func testOneRowForEachGroup() throws {
        let definition = try customerSatisfaction().withMissing(missing: .omit)
        let table = KpiTable(definition: definition)
        try table.observe(groups: ["north", "south", "north", "south"], ratings: [5, 1, 4, nil])
        let other = KpiTable(definition: definition)
        try other.observe(groups: ["west"], ratings: [5])
        try table.merge(other: KpiTable.fromBytes(bytes: other.toBytes()))
        let rows = try table.finish()
        XCTAssertEqual(rows.map(\.group), ["north", "south", "west"])
        XCTAssertEqual(rows.map(\.measure.estimate), [1, 0, 1])
        XCTAssertEqual(try kpiTableRowFromJson(json: rows[0].toJson()), rows[0])
        assertRefused("length_mismatch") { try table.observe(groups: ["north"], ratings: [5, 4]) }
        assertRefused("wrong_observations") { try table.observe(groups: ["north"], outcomes: [true]) }
    }

    func testPublishedInstrumentsColumnsFromCsvAndJsonThatIsNone() throws {
        XCTAssertTrue(instrumentPresets().contains("servqual_1988"))
        let preset = try Instrument.preset(id: "servqual_1988")
        XCTAssertEqual(preset.items().count, 22)
        XCTAssertEqual(try Instrument.fromJson(json: preset.toJson()).toJson(), preset.toJson())
        assertRefused("unknown_id") { try Instrument.preset(id: "servqual_1989") }

        let one = try ReliabilityTally(instrument: instrument())
        try one.observe(
            columns: .fromCsv("prompt,polite,clean,note\n5,4,3,good\n7,6,7,\n2,2,1,\n"), answers: asked)
        XCTAssertEqual(try one.finish().scales[0].alpha.n, 3)
        assertRefused("invalid_cell") {
            try one.observe(columns: .fromCsv("prompt,polite,clean\n5,good,4\n"), answers: asked)
        }
        assertRefused("invalid_document") { try Columns.fromCsv("a,b\n1\n") }
        assertRefused("invalid_document") { try servqualReportFromJson(json: "{}") }
    }

    func testCodesForNotApplicableAndWhoAnsweredTwice() throws {
        let coded = try columns([
            "e_prompt": [7, 6], "e_polite": [6, 6], "e_clean": [4, 0], "p_prompt": [3, 4], "p_polite": [6, -99],
            "p_clean": [5, 5],
        ])
        let tally = try ServqualTally(instrument: instrument(), missing: .omit, notApplicable: [0, -99])
        try tally.observe(columns: coded, expectation: expectation, perception: perception)
        XCTAssertEqual(try tally.finish().items.map { $0.gap.excluded(for: .notApplicable) }, [0, 1, 1])
        assertRefused("outside_scale") {
            try ServqualTally(instrument: instrument())
                .observe(columns: coded, expectation: expectation, perception: perception)
        }
        let scale = Scale(minimum: 1, maximum: 7)
        XCTAssertEqual(try coded.clearNotApplicable(names: perception, scale: scale, codes: [-99]), [0, 1, 0])
        try ReliabilityTally(instrument: instrument(), missing: .omit).observe(columns: coded, answers: perception)
        assertRefused("invalid_parameter") {
            try coded.clearNotApplicable(names: expectation, scale: scale, codes: [0, 7])
        }
        coded.add(texts: ["ann", "ann"], named: "id")
        let flags = try flagRespondents(
            instrument: instrument(), columns: coded, perception: perception, respondent: "id")
        XCTAssertEqual(flags.count(flag: .duplicateRespondent), 1)
    }

    func testDriversOfRespondentsWhoCountDifferently() throws {
        func driver(_ id: String) -> Driver {
            Driver(id: id, label: BilingualLabel(zh: "", en: ""), scale: Scale(minimum: 1, maximum: 7))
        }
        let answers = try answers()
        try answers.add(reals: [1, 2, 0.5, 1, 1.5, 1], named: "weight")
        let tally = try WeightedKeyDriverTally(
            outcome: driver("overall"), drivers: [driver("prompt"), driver("polite")])
        let drivers = ["p_prompt", "p_polite"]
        try tally.observe(columns: answers, outcome: "overall", drivers: drivers, weight: "weight")
        let report = try WeightedKeyDriverTally.fromBytes(bytes: tally.toBytes()).finish()
        let parts = report.drivers.reduce(0) { $0 + $1.lmg.estimate! }
        XCTAssertEqual(report.rSquared.estimate!, parts, accuracy: 1e-12)
        assertRefused("unknown_id") {
            try tally.observe(columns: answers, outcome: "overall", drivers: drivers, weight: "wait")
        }
    }

    func testStandardsAndPromisesFromTheirParts() throws {
        let within = try firstResponseTime(options: DurationOptions(statistic: .shareWithin, thresholdSeconds: 120))
        func standard(_ target: Target, _ from: String = "2026-01-01") throws -> Standard {
            try Standard(
                id: "prompt_answer", label: BilingualLabel(zh: "", en: "Prompt answer"), pillar: .process,
                indicator: within, target: target, effectiveFrom: from)
        }
        let prompt = try standard(.atLeast(0.9, .share))
        let waits = prompt.indicator().tally()
        try waits.observe(durations: (0..<50).map { $0 < 20 ? 300.0 : 30.0 })
        let march = try prompt.conformance(tally: waits, firstDay: "2026-03-01", lastDay: "2026-03-31")
        XCTAssertEqual(march.verdict.outcome, .missed)
        let gap = try deliveryGap(conformances: [march])
        XCTAssertEqual(gap.standards[0].shortfall.shortfall.estimate!, 0.3, accuracy: 1e-12)
        assertRefused("unit_mismatch") { try standard(.atLeast(30, .second)) }
        assertRefused("invalid_parameter") { try standard(.atLeast(0.9, .share), "1 January") }
        assertRefused("invalid_parameter") {
            try prompt.conformance(tally: waits, firstDay: "2025-03-01", lastDay: "2025-03-31")
        }
        let gaps = try standardsGapOf(
            needs: needsOfItems(instrument: instrument()), standards: [prompt], on: "2026-03-01")
        XCTAssertEqual(gaps.uncovered, ["prompt", "polite", "clean"])

        func promise(_ checkedOn: String? = nil, _ found: Feasibility? = nil) throws -> ServicePromise {
            ServicePromise(
                id: "arrival", channel: "app", subject: .standard(id: "delivery_time"),
                target: try .atMost(3600, .second), published: "2026-01-15", checkedOn: checkedOn, found: found)
        }
        let register = try PromiseRegister(promises: [promise()])
        XCTAssertEqual(try PromiseRegister.fromJson(json: register.toJson()).toJson(), register.toJson())
        assertRefused("duplicate_id") { try PromiseRegister(promises: [promise(), promise()]) }
        assertRefused("invalid_parameter") { try PromiseRegister(promises: [promise("2026-01-10")]) }
        assertRefused("invalid_parameter") { try PromiseRegister(promises: [promise("2026-01-16", .feasible)]) }
    }
}

private let standards = """
    handbook = 1
    organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

    [[standard]]
    id = "prompt_answer"
    label = { zh = "两分钟内响应", en = "Answer within two minutes" }
    pillar = "process"
    scope = "core"
    version = "1"
    effective_from = 2026-01-01
    measure = { named = "first_response_time", options = { statistic = "share_within", threshold_seconds = 120 } }
    source = { durations = { column = "wait", unit = "second" } }
    target = { at_least = 90, unit = "percent" }
    """
