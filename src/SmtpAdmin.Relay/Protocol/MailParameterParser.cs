using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Reads the parameters of MAIL: SIZE (RFC 1870), BODY (RFC 6152 and 3030), SMTPUTF8 (RFC 6531), RET and ENVID
/// (RFC 3461), AUTH (RFC 4954, section 5) and REQUIRETLS (RFC 8689).
/// </summary>
/// <param name="offersAuthentication">Whether AUTH is offered at all, and with it the parameter.</param>
/// <param name="offersRequireTls">Whether REQUIRETLS is offered now.</param>
/// <param name="offersBinaryMime">Whether BINARYMIME is offered.</param>
internal readonly struct MailParameterParser(bool offersAuthentication, bool offersRequireTls, bool offersBinaryMime)
{
    // size-value = 1*20DIGIT (RFC 1870, section 3): more than any number type holds, so its value is capped.
    private const int MaximumSizeDigits = 20;

    // RFC 3461, section 5.4
    private const int MaximumEnvelopeId = 100;

    /// <returns>Null, or the reply that says what is wrong.</returns>
    public Reply? Parse(IReadOnlyList<EsmtpParameter> parameters, out MailParameters result)
    {
        result = MailParameters.None;
        foreach (EsmtpParameter parameter in parameters)
        {
            if (!IsOffered(parameter.Keyword))
            {
                return Replies.ParameterUnknown;
            }

            if (Read(parameter, result) is not { } next)
            {
                return Replies.ParameterSyntax;
            }

            result = next;
        }

        return null;
    }

    private bool IsOffered(string keyword) => keyword switch
    {
        "SIZE" or "BODY" or "SMTPUTF8" or "RET" or "ENVID" => true,
        "AUTH" => offersAuthentication,
        "REQUIRETLS" => offersRequireTls,
        _ => false,
    };

    /// <returns>The result with this parameter's value in it, or null where the value is wrong.</returns>
    private MailParameters? Read(EsmtpParameter parameter, MailParameters result)
    {
        string? value = parameter.Value;
        return (parameter.Keyword, value?.ToUpperInvariant()) switch
        {
            ("SMTPUTF8", null) => result with { IsUtf8 = true },
            ("REQUIRETLS", null) => result with { RequiresTls = true },
            (_, null) => null,
            ("BODY", "7BIT") => result with { Body = BodyType.SevenBit },
            ("BODY", "8BITMIME") => result with { Body = BodyType.EightBitMime },
            ("BODY", "BINARYMIME") when offersBinaryMime => result with { Body = BodyType.BinaryMime },
            ("RET", "FULL") => result with { Return = DeliveryReturn.Full },
            ("RET", "HDRS") => result with { Return = DeliveryReturn.Headers },
            ("SIZE", _) => TryParseSize(value!, out long size) ? result with { Size = size } : null,
            ("ENVID", _) => value!.Length <= MaximumEnvelopeId && Xtext.TryDecode(value, out string id)
                ? result with { EnvelopeId = id }
                : null,

            // RFC 4954, section 5: who first submitted it is not passed on, as no client is trusted that far.
            ("AUTH", _) => Xtext.TryDecode(value!, out _) ? result : null,
            _ => null,
        };
    }

    private static bool TryParseSize(string value, out long size)
    {
        size = 0;
        if (value.Length > MaximumSizeDigits || !value.All(char.IsAsciiDigit))
        {
            return false;
        }

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out size))
        {
            size = long.MaxValue;
        }

        return true;
    }
}
