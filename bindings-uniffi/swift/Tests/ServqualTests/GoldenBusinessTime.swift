import Foundation
import Servqual

/// Business time: the keys and values of a case.
struct GoldenBusinessTime {
    let json: Json
    let columns: [String: [Json]]

    func found() throws -> [String: Answer] {
        if json["events"] != nil { return try clock() }
        let calendar = try BusinessCalendar.fromJson(text: json["calendar"]!.document)
        switch (columns["start"], columns["end"]) {
        case (.some, .some): return try spans(calendar)
        case (.some, nil): return try due(calendar)
        case (nil, .some): return try latest(calendar)
        case (nil, nil): return try days(calendar)
        }
    }

    private func instants(_ name: String) throws -> [Int64?] {
        try parseInstants(texts: columns[name]!.map(\.text), place: name)
    }

    private func whole(_ name: String) -> [Int64] { columns[name]!.map { Int64($0.written!)! } }

    private func spans(_ calendar: BusinessCalendar) throws -> [String: Answer] {
        let (starts, ends) = (try instants("start"), try instants("end"))
        let omit = json["options"]?["missing"]?.text == "omit"
        let times = try calendar.businessTimes(
            starts: starts.map(date), ends: ends.map(date), missing: omit ? .omit : .raise)
        var found: [String: Answer] = ["open": .whole(times.open), "missing": .whole(times.missing)]
        for (row, time) in times.microseconds.enumerated() {
            found["business_seconds.\(row)"] = time.map(seconds) ?? .nothing
            guard let start = starts[row], let end = ends[row] else { continue }
            let took = try calendar.between(start: start, end: end)
            precondition(took.businessMicroseconds == time)
            found["calendar_seconds.\(row)"] = seconds(took.calendarMicroseconds)
            let stretches = took.legs[0].stretches.map { "\(utc($0.start))/\(utc($0.end))" }
            found["stretches.\(row)"] = .text(stretches.joined(separator: " "))
        }
        return found
    }

    private func due(_ calendar: BusinessCalendar) throws -> [String: Answer] {
        let due = try calendar.dueDates(
            starts: instants("start").map(date), business: whole("business_seconds").map { TimeInterval($0) })
        return keyed("due", due.map { .text(utc(Int64($0!.timeIntervalSince1970) * 1_000_000)) })
    }

    private func latest(_ calendar: BusinessCalendar) throws -> [String: Answer] {
        let latest = try zip(instants("end"), whole("business_seconds")).map { end, seconds in
            Answer.text(utc(try calendar.latestStart(end: end!, business: seconds * 1_000_000)))
        }
        return keyed("latest_start", latest)
    }

    private func days(_ calendar: BusinessCalendar) throws -> [String: Answer] {
        let days = try zip(columns["day"]!, whole("working_days")).map { day, count in
            Answer.text(try calendar.addWorkingDays(day: day.text!, days: UInt32(count)))
        }
        return keyed("day", days)
    }

    private func clock() throws -> [String: Answer] {
        let calendars = try json["calendars"]!.array.map { try BusinessCalendar.fromJson(text: $0.document) }
        let written = json["events"]!.array
        let at = try parseInstants(texts: written.map { $0["at"]!.text }, place: "events")
        let events = zip(written, at).map { event, at in
            let kind: ClockEventKind =
                switch event["kind"]!.text! {
                case "start": .start
                case "pause": .pause
                case "resume": .resume
                case "stop": .stop
                case "change_calendar": .changeCalendar(calendar: event["calendar"]!.text!)
                case let other: preconditionFailure("unknown kind \(other)")
                }
            return ClockEvent(at: at!, kind: kind)
        }
        let clock = try CaseClock(calendars: calendars, calendar: calendars[0].id(), events: events)
        let took = try clock.elapsed(now: parseInstants(texts: [json["now"]!.text], place: "now")[0]!)
        return [
            "calendar_seconds": seconds(took.calendarMicroseconds),
            "business_seconds": seconds(took.businessMicroseconds),
            "paused_seconds": seconds(took.pausedMicroseconds),
        ]
    }

    private func keyed(_ name: String, _ answers: [Answer]) -> [String: Answer] {
        Dictionary(uniqueKeysWithValues: answers.enumerated().map { ("\(name).\($0)", $1) })
    }

    private func date(_ microseconds: Int64?) -> Date? {
        microseconds.map { Date(timeIntervalSince1970: Double($0) / 1e6) }
    }

    private func seconds(_ microseconds: Int64) -> Answer {
        precondition(microseconds % 1_000_000 == 0)
        return .whole(UInt64(microseconds / 1_000_000))
    }

    /// Whole seconds in UTC.
    private func utc(_ microseconds: Int64) -> String {
        ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: Double(microseconds / 1_000_000)))
    }
}
