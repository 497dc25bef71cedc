using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Makes the ids of messages: 16 characters, of which 9 are the time in milliseconds and 7 are random. They sort by
/// time in any comparison, cannot be guessed, and are safe as file names on systems that ignore case.
/// </summary>
internal static class MessageIdentifier
{
    // Digits and letters in ASCII order, without those that are misread (I, L, O, U).
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int BitsPerCharacter = 5;
    private const int TimeLength = 9;
    private const int RandomLength = 7;

    public static string Create(DateTimeOffset now)
    {
        Span<byte> random = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(random);
        Span<char> id = stackalloc char[TimeLength + RandomLength];
        Write((ulong)now.ToUnixTimeMilliseconds(), id[..TimeLength]);
        Write(BinaryPrimitives.ReadUInt64LittleEndian(random), id[TimeLength..]);
        return new string(id);
    }

    private static void Write(ulong value, Span<char> destination)
    {
        for (int index = destination.Length - 1; index >= 0; index--)
        {
            destination[index] = Alphabet[(int)(value & 31)];
            value >>= BitsPerCharacter;
        }
    }
}
