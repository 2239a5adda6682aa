/** One entry of a feed. Instants are ISO texts. */
export interface Entry {
  id: string
  title: string
  summary: string
  author: string
  url: string
  publishedAt: string
  updatedAt: string
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text inside XML 1.0: its marks written out, and the characters that it cannot hold left out. */
function escape(text: string): string {
  return Array.from(text, character => {
    const code = character.codePointAt(0) ?? 0
    const held = code >= 0x20 ? code < 0xd800 || code > 0xdfff : code === 9 || code === 10 || code === 13
    return held && code !== 0xfffe && code !== 0xffff ? (entities[character] ?? character) : ''
  }).join('')
}

/** An Atom feed (RFC 4287) of entries, the last published first. */
export function atomOf(
  feed: { title: string; url: string; self: string; language: string },
  entries: readonly Entry[],
): string {
  const last = entries.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), '')
  const shown = entries.map(
    ({ id, title, summary, author, url, publishedAt, updatedAt }) => `<entry>
<id>urn:uuid:${escape(id)}</id>
<title>${escape(title)}</title>
<link rel="alternate" href="${escape(url)}"/>
<author><name>${escape(author)}</name></author>
<published>${publishedAt}</published>
<updated>${updatedAt}</updated>
<summary>${escape(summary)}</summary>
</entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<id>${escape(feed.self)}</id>
<title>${escape(feed.title)}</title>
<link rel="self" href="${escape(feed.self)}"/>
<link rel="alternate" href="${escape(feed.url)}"/>
<updated>${last === '' ? '1970-01-01T00:00:00Z' : last}</updated>
${shown.join('\n')}
</feed>
`
}
