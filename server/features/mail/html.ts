import type { Language } from '../../problems/problem.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (text: string) => text.replace(/[&<>"]/g, character => entities[character] ?? character)

/** Ends before the punctuation that follows an address in a sentence. */
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g

/** Text with its addresses as links, and its ends of lines kept. */
function linked(text: string): string {
  const parts: string[] = []
  let done = 0
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(escape(text.slice(done, index)), `<a href="${escape(address)}">${escape(address)}</a>`)
    done = index + address.length
  }
  parts.push(escape(text.slice(done)))
  return parts.join('').replaceAll('\n', '<br>\n')
}

const paragraphs = (text: string) =>
  text
    .split('\n\n')
    .map(paragraph => `<p style="margin:0 0 1em">${linked(paragraph)}</p>`)
    .join('\n')

/**
 * The same mail as HTML: nothing but what the plain text says, with links; no picture, no tracker. What people wrote is
 * text here too.
 */
export function htmlOf(subject: string, body: string, foot: string | null, language: Language): string {
  const small =
    foot === null
      ? ''
      : `<div style="margin-top:2em;padding-top:1em;border-top:1px solid #ccc;font-size:14px;color:#555">
${paragraphs(foot)}
</div>
`
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escape(subject)}</title></head>
<body style="margin:0 auto;padding:1.5em;max-width:38em;font:16px/1.5 sans-serif;color:#1b1b1f">
${paragraphs(body)}
${small}</body>
</html>
`
}
