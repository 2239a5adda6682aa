import { EnvironmentError, isCode } from '../environment.ts'
import { DataFolderError } from './data-folder.ts'

/** One sentence for the person at the keyboard: what is wrong and the way out; the whole error where it is unknown. */
export function inPlainWords(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof DataFolderError) return error.message
  if (isCode(error, 'EADDRINUSE')) {
    return `Port ${portOf(error)} is already taken: stop what uses it, or set PORT to another one.`
  }
  if (isCode(error, 'EACCES'))
    return `Not allowed to listen on port ${portOf(error)}: set PORT to one above 1023.`
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].some(code => isCode(error, code))) {
    return 'The database cannot be reached at the address in DATABASE_URL: check that it runs and that the address is right.'
  }
  if (isCode(error, '28P01') || isCode(error, '28000')) {
    return 'The database refused the user or the password in DATABASE_URL.'
  }
  if (isCode(error, '3D000')) return 'The database named in DATABASE_URL does not exist: create it first.'
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    return 'The database was prepared by a newer Maillage: start that version, or restore a backup made by this one.'
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function portOf(error: unknown): string {
  return error instanceof Error && 'port' in error ? String(error.port) : ''
}
