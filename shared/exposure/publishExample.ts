/** The example in the OpenAPI document. */
export const examplePublish = {
  request: {
    temporaryExposureKeys: [
      {
        key: 'z2Cx9hdz2SlxZ8GEgqTYpA==',
        rollingStartNumber: 2976768,
        rollingPeriod: 144,
        transmissionRisk: 0,
      },
    ],
    healthAuthorityID: 'jp.example.app',
    verificationPayload: 'eyJhbGciOiJFUzI1NiIsImtpZCI6InYxIn0…',
    hmacKey: 'v6bgJ8DbE0RR8yFbE3Qn1v0OqYwPp6DZ7jvYCEbEwLk=',
    symptomOnsetInterval: 2976624,
    revisionToken: '',
    padding: 'Qm9iYnkgdGFibGVz…',
  },
  answer: {
    revisionToken: 'ASA3ZjQ5…',
    insertedExposures: 1,
    padding: '6YK2ekY2…',
  },
};
