using System.Collections.Generic;

namespace SmtpAdmin.Relay.Tests.Suites;

/// <summary>The cases that do not fit this relay, each with the reason.</summary>
internal static class SmtpWireDeviations
{
    private const string HelpIs214 =
        "RFC 5321, section 4.2.3: the reply to HELP is 214; its argument need not be known";

    private const string SignInAtMail = "RFC 4954, section 6: 530 may come at any command; here it comes at MAIL";
    private const string AnyString = "RFC 5321, section 4.1.1.6: VRFY takes any string, and 252 tells nothing about it";
    private const string NotOffered = "the relay does not offer this extension";
    private const string UpstreamMechanism = "the mechanism is one of the upstream test itself";

    private const string UnknownParameter =
        "RFC 5321, section 4.1.1.11: a parameter that is not recognized is answered with 555";

    private const string BareCr =
        "RFC 5321, section 2.3.8: a bare CR or LF is no part of a message; it is refused at the end";

    private const string Inverted = "the upstream test asserts that 250 does not come; the suite holds the opposite";
    private const string NotThisServer = "the case tests a fault or a setting of the upstream server";
    private const string CodeByRfc = "RFC 4954, sections 5 and 6: 530 before sign-in, 501 for a value that is no xtext";
    private const string Undeclared = "RFC 6531, section 3.4: an address is UTF-8 only where MAIL declared SMTPUTF8";
    private const string LongLocalPart = "RFC 5321, section 4.5.3.1.1: a local part has at most 64 octets";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["aiosmtpd/TestSMTP.test_help"] = HelpIs214,
        ["aiosmtpd/TestSMTP.test_help_bad_arg"] = HelpIs214,
        ["aiosmtpd/TestRequiredAuthentication.test_help_authenticated"] = HelpIs214,
        ["cpython-smtpd/SMTPDChannelTest.test_HELP"] = HelpIs214,
        ["cpython-smtpd/SMTPDChannelTest.test_HELP_command"] = HelpIs214,
        ["cpython-smtpd/SMTPDChannelTest.test_HELP_command_unknown"] = HelpIs214,
        ["go-smtp/TestServer_otherCommands"] = HelpIs214,
        ["aiosmtpd/TestRequiredAuthentication.test_help_unauthenticated"] = SignInAtMail,
        ["aiosmtpd/TestRequiredAuthentication.test_vrfy_unauthenticated"] = SignInAtMail,
        ["aiosmtpd/TestRequiredAuthentication.test_data_unauthenticated"] = SignInAtMail,
        ["aiosmtpd/TestSMTP.test_vrfy_not_address"] = AnyString,
        ["go-smtp/TestServerDSNwithSMTPUTF8"] = Undeclared,
        ["go-smtp/TestServer_Chunking_LMTP"] = NotThisServer,
        ["go-smtp/TestServer_Chunking_EarlyError"] = NotThisServer,
        ["go-smtp/TestServerRRVS"] = NotOffered,
        ["go-smtp/TestServerDELIVERBY"] = NotOffered,
        ["go-smtp/TestServerMTPRIORITY"] = NotOffered,
        ["aiosmtpd/TestAuthMechanisms.test_NONE"] = UpstreamMechanism,
        ["aiosmtpd/TestAuthMechanisms.test_DENYFALSE"] = UpstreamMechanism,
        ["cpython-smtpd/SMTPDChannelTest.test_HELO_parameter_rejected_when_extensions_not_enabled"] = UnknownParameter,
        ["go-smtp/TestServer"] = BareCr,
        ["go-smtp/TestServer_LFDotLF"] = BareCr,
        ["go-smtp/TestServerEmptyFrom1"] = Inverted,
        ["go-smtp/TestServerEmptyTo"] = Inverted,
        ["go-smtp/TestServerBadSize"] = Inverted,
        ["go-smtp/TestServerTooBig"] = Inverted,
        ["go-smtp/TestServer_BODYInvalidValue"] = Inverted,
        ["go-smtp/TestServerSMTPUTF8_Disabled"] = Inverted,
        ["go-smtp/TestServerPanicRecover"] = NotThisServer,
        ["go-smtp/TestServer_authDisabled"] = NotThisServer,
        ["go-smtp/TestServer_smtpSmuggling"] = NotThisServer,
        ["go-smtp/TestServer_anonymousUserError"] = CodeByRfc,
        ["go-smtp/TestServer_authParam"] = CodeByRfc,
        ["smtpscript/mailfrom-max-local-part1"] = LongLocalPart,
    };
}
