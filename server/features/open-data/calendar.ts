/** Something with a time: an instant (ISO, UTC) or a whole day (`YYYY-MM-DD`). */
export interface Dated {
  uid: string
  at: string
  title: string
  description: string
  url: string
  /** When it last changed, ISO. */
  changedAt: string
}

const MOST_OCTETS = 75

/** Text in a calendar: what separates is escaped, ends of lines are written out, other controls are left out. */
function escape(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, character => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** A line cut to 75 octets, between characters; what goes on begins with a space. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MOST_OCTETS) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n')
}

/** `20270131T120000Z` */
const instant = (iso: string) => `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`

/** A calendar (iCalendar, RFC 5545). */
export function calendarOf(name: string, dates: readonly Dated[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Maillage//Maillage//FR',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escape(name)}`,
    ...dates.flatMap(({ uid, at, title, description, url, changedAt }) => [
      'BEGIN:VEVENT',
      `UID:${escape(uid)}`,
      `DTSTAMP:${instant(changedAt)}`,
      at.length === 10 ? `DTSTART;VALUE=DATE:${at.replaceAll('-', '')}` : `DTSTART:${instant(at)}`,
      `SUMMARY:${escape(title)}`,
      `DESCRIPTION:${escape(description)}`,
      `URL:${url}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
