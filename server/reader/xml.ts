import sax from 'sax'
import { Unreadable } from './unreadable.ts'

interface Handlers {
  open?: (name: string, attributes: Record<string, string>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** Walks an XML part. Nothing is expanded but the five entities of XML. Throws `Unreadable` where it is not sound. */
export function walkXml(xml: string, { open, close, text }: Handlers): void {
  const parser = sax.parser(true, {})
  let failed: Error | null = null
  parser.onopentag = tag => open?.(tag.name, attributesOf(tag.attributes))
  parser.onclosetag = name => close?.(name)
  parser.ontext = found => text?.(found)
  parser.oncdata = found => text?.(found)
  parser.onerror = error => (failed ??= error)
  parser.write(xml)
  if (failed === null) parser.close()
  if (failed !== null) throw new Unreadable('file-damaged')
}

function attributesOf(attributes: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
