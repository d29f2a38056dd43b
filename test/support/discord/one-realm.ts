/**
 * Under Jest every test file has an `Error` of its own, so what Node itself throws is not `instanceof Error` there.
 * @discordjs/rest asks just that before it retries after a reset or a timeout, and would not retry at all. With this
 * it behaves in tests as in production; subclasses are left as they are.
 */
const looksLikeError = (value: unknown): boolean =>
  /^\[object (Error|DOMException)\]$/.test(Object.prototype.toString.call(value));

Object.defineProperty(Error, Symbol.hasInstance, {
  configurable: true,
  value(this: unknown, value: unknown): boolean {
    return this === Error ? looksLikeError(value) : Function.prototype[Symbol.hasInstance].call(this, value);
  },
});
