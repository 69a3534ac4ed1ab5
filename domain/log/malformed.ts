/** Thrown when text or bytes of a log are not in the one form their format allows. The message says where. */
export class MalformedLog extends Error {
  override name = 'MalformedLog'
}
