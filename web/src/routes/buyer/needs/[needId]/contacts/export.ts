import { instant } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Contact } from '#lib/sourcing/sourcing.ts'
import { contactStatus, reasonName, workLine } from '#lib/sourcing/words.ts'
import { downloadCsv } from '../../download-csv.ts'

/** Gives contacts to the reader as a file: whom, what was asked, what was said, and when, as the law wants it disclosed. */
export function exportContacts(contacts: readonly Contact[]): void {
  const head = [
    m.contact_csv_firm(),
    m.contact_csv_place(),
    m.contact_csv_state(),
    m.contact_csv_asked(),
    m.contact_csv_text(),
    m.contact_csv_answered(),
    m.contact_csv_reason(),
    m.contact_csv_answer(),
    m.contact_csv_work(),
  ]
  const rows = contacts.map(contact => [
    contact.firm.name,
    `${contact.firm.communeName} (${contact.firm.department})`,
    contactStatus(contact).text,
    instant(contact.askedAt),
    contact.text,
    contact.answeredAt && instant(contact.answeredAt),
    contact.reason && reasonName(contact.reason),
    contact.answer,
    workLine(contact.work),
  ])
  downloadCsv(m.contact_csv_file(), [head, ...rows])
}
