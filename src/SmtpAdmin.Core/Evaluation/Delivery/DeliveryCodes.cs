using System.Collections.Generic;

namespace SmtpAdmin.Core.Evaluation.Delivery;

/// <summary>The stable codes of the steps that a verdict on an endpoint rests on.</summary>
internal static class DeliveryCodes
{
    public const string MxSecure = "DELIVERY-DNSSEC-MX";
    public const string Address = "DELIVERY-ADDRESS";
    public const string AddressSecure = "DELIVERY-DNSSEC-ADDRESS";
    public const string Tlsa = "DELIVERY-TLSA";
    public const string Connect = "DELIVERY-CONNECT";
    public const string StartTls = "DELIVERY-STARTTLS";
    public const string Certificate = "DELIVERY-CERT";
    public const string Dane = "DELIVERY-DANE";
    public const string MtaSts = "DELIVERY-MTASTS";

    public static IReadOnlyList<string> All { get; } =
        [MxSecure, Address, AddressSecure, Tlsa, Connect, StartTls, Certificate, Dane, MtaSts];
}
