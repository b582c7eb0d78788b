import { expect, it } from 'vitest';
import { warmsUp } from '../../../functions/convert/warmsUp.ts';

it.each([
  ['with the app', {}, true],
  [
    'with the app where one function that converts is enabled',
    { 'AzureWebJobs.convertJob.Disabled': 'true' },
    true,
  ],
  [
    'never where all functions that convert are disabled',
    { 'AzureWebJobs.convertJob.Disabled': 'true', AzureWebJobs_convertBrowserJob_Disabled: '1' },
    false,
  ],
  ['with the first message on Flex Consumption', { WEBSITE_SKU: 'FlexConsumption' }, false],
])('engines start %s', (_, environment, expected) => {
  expect(warmsUp(environment)).toBe(expected);
});
