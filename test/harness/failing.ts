/** A service of which one method fails. */
export function failing<T extends object>(service: T, method: keyof T, message: string): T {
  return new Proxy(service, {
    get(target, name) {
      if (name === method) return () => Promise.reject(new Error(message));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
