/** The functions that convert. */
const consumers = ['convertJob', 'convertBrowserJob'];

/**
 * Whether the engines of this instance start with the app. Flex Consumption runs each queue function, and all HTTP functions
 * together, on instances of their own, and an instance does not know which: there, engines start with the first message. They never
 * run where every function that converts is disabled.
 * @param environment variables of the process
 */
export function warmsUp(environment: Record<string, string | undefined>): boolean {
  const isDisabled = (name: string) =>
    [`AzureWebJobs.${name}.Disabled`, `AzureWebJobs_${name}_Disabled`].some((setting) =>
      /^(1|true)$/i.test(environment[setting] ?? ''),
    );
  return environment.WEBSITE_SKU !== 'FlexConsumption' && !consumers.every(isDisabled);
}
