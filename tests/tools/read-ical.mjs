// { ics, from, until } → the occurrences that ical.js finds between two moments, in UTC.
import ICAL from "ical.js";
import { answerWith } from "./answer.mjs";

await answerWith(({ ics, from, until }) => {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const [begin, end] = [new Date(from), new Date(until)];
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event, { strictExceptions: true }));
  const masters = events.filter((event) => !event.isRecurrenceException());
  for (const exception of events.filter((event) => event.isRecurrenceException())) {
    masters.filter((event) => event.uid === exception.uid).forEach((event) => event.relateException(exception));
  }
  return masters.flatMap((event) => occurrences(event, begin, end)).sort((a, b) => (a.start < b.start ? -1 : 1));
});

function occurrences(event, begin, end) {
  const found = [];
  const add = (details) => {
    const [start, stop] = [details.startDate.toJSDate(), details.endDate.toJSDate()];
    if (stop > begin && start < end) {
      const status = details.item.component.getFirstPropertyValue("status");
      found.push({ uid: event.uid, summary: details.item.summary, start: start.toISOString(), end: stop.toISOString(), status });
    }
  };
  if (!event.isRecurring()) {
    add({ item: event, startDate: event.startDate, endDate: event.endDate });
    return found;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(), count = 0; next && count < 5000; next = iterator.next(), count += 1) {
    if (next.toJSDate() >= end) break;
    add(event.getOccurrenceDetails(next));
  }
  return found;
}
